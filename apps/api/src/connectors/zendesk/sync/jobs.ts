import { answerAs } from '../../http/http-client.ts';
import type { ItemOutcome, SyncRecord, SyncTarget } from '../../sync-port.ts';
import type { SyncApi } from './api.ts';
import type { RecordKind } from './kinds.ts';
import { isGone } from './lost.ts';
import { outcomeOf } from './outcomes.ts';
import { type Pending, readPending } from './pending.ts';
import { createRead, readByKeys } from './read.ts';
import { only, whyOf } from './refusals.ts';
import { WireJob } from './wire.ts';

type Results = NonNullable<(typeof WireJob)['_output']['job_status']['results']>;

/**
 * How a job stands. `completed` says nothing of its items: each has its own end, found by its id, and what is said to be
 * written is read; what was to be made is looked for by our key. After an hour, or a hundred jobs, nobody knows it any more.
 */
export const createSettle =
  (api: SyncApi, kind: RecordKind): NonNullable<SyncTarget['settle']> =>
  async (text, signal) => {
    const pending = readPending(text);
    if (!pending) return 'gone';
    const answer = await api.export(`job_statuses/${pending.job}`, {}, signal);
    if (isGone(answer)) return 'gone';
    const { status, results } = answerAs(WireJob, answer).job_status;
    if (status === 'queued' || status === 'working') return 'under_way';
    const records = await recordsOf(api, kind, pending, signal);
    return {
      items: Object.fromEntries(
        pending.items.map((item) => [
          item.id,
          endOf(item, results ?? [], pending.by, records.get(item.id.toLowerCase())),
        ]),
      ),
    };
  };

async function recordsOf(api: SyncApi, kind: RecordKind, { by, items, properties }: Pending, signal: AbortSignal) {
  const ids = items.map(({ id }) => id);
  if (by === 'keys') return readByKeys(api, kind, ids, properties, signal);
  const { records } = await createRead(api, kind)(ids, properties, signal);
  return new Map(records.map((record) => [record.id, record]));
}

function endOf(
  { id, sent, refused, isUnknown }: Pending['items'][number],
  results: Results,
  by: Pending['by'],
  record: SyncRecord | undefined,
): ItemOutcome {
  // What was made is known by being there. Of what was not, a job does not say which value was refused: sent alone, it is.
  if (by === 'keys') return outcomeOf({}, record);
  const result = results.find(({ id: own }) => own === id);
  // Of what a job does not speak nobody knows anything.
  if (!result) return { kind: 'unknown' };
  if (result.success === false || typeof result.error === 'string') {
    const why = whyOf(result.error);
    const property = only(sent);
    return { kind: 'refused', why, ...(property === undefined || why === 'gone' ? {} : { property }) };
  }
  return outcomeOf({ refusal: refused, isUnknown: isUnknown ?? false }, record);
}
