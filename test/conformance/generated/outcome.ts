import type { Answer } from '@sidelight/api/connectors/port.ts';
import { isUpstreamError } from '@sidelight/api/connectors/upstream-error.ts';
import type { Bench } from '../bench.ts';
import type { ReadCase } from '../vendor.ts';

export type Outcome = 'record' | 'nobody' | 'refused';

/** How one read ended. Throws whatever is neither a record of its schema, nor nobody, nor an UpstreamError. */
export async function outcomeOf(bench: Bench, read: ReadCase): Promise<{ kind: Outcome; answer?: Answer }> {
  try {
    const answer = await bench.ask(read.subject);
    if (answer === null) return { kind: 'nobody' };
    read.record.parse(answer.record);
    return { kind: 'record', answer };
  } catch (error) {
    if (isUpstreamError(error)) return { kind: 'refused' };
    throw error;
  }
}
