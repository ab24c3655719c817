import type { ReadState } from './read-state.ts';
import { type Reader, subjectKey, typedByRead } from './reader.ts';

/**
 * A reader for one request: whoever asks the same again, be it identification, a guess or a card,
 * gets the answer of the first time. A system that failed is not asked twice for one ticket.
 */
export function readOnce(reader: Reader): Reader {
  const asked = new Map<string, Promise<ReadState>>();
  return typedByRead({
    ...reader,
    read(tenant, plan, subject, signal) {
      const key = `${plan.id}|${subjectKey(subject)}`;
      const answer = asked.get(key) ?? reader.read(tenant, plan, subject, signal);
      asked.set(key, answer);
      return answer;
    },
  });
}
