import { answerAs } from '../../http/http-client.ts';
import type { BatchOutcome, ItemOutcome, SyncProperty, SyncRecord, SyncTarget } from '../../sync-port.ts';
import { isId, type SyncApi } from './api.ts';
import { makeEmailPrimary } from './email.ts';
import { createFind } from './find.ts';
import { type Item, toItem } from './items.ts';
import type { RecordKind } from './kinds.ts';
import { isGone, isLost } from './lost.ts';
import { makeOrganizationDefault } from './membership.ts';
import { withOther } from './other.ts';
import { outcomeOf } from './outcomes.ts';
import { writePending } from './pending.ts';
import { createRead } from './read.ts';
import { toRecord } from './records.ts';
import { refusalOf } from './refusals.ts';
import { createTurns, type End } from './turns.ts';
import { WireInvalid, WireJob, WireOne } from './wire.ts';

/** So many are written each by itself; more of them as a job. */
const SINGLES = 2;

/** Fields first, one by one or as a job; then addresses and memberships, which no job can set. */
export function createWrite(api: SyncApi, kind: RecordKind): SyncTarget['write'] {
  const read = createRead(api, kind);
  const find = createFind(api, kind);

  async function put(item: Item, properties: readonly SyncProperty[], signal: AbortSignal) {
    const write = kind.one === 'user' ? api.writeUser : api.write;
    const answer = await write('PUT', `${kind.path}/${item.id}`, { [kind.one]: item.body }, signal);
    if (isGone(answer)) return { refusal: { why: 'gone' } as const };
    if (answer.status !== 422) return { record: toRecord(kind, answerAs(WireOne[kind.one], answer), properties) };
    const refusal = refusalOf(kind, answerAs(WireInvalid, answer), item.sent);
    return { refusal: await withOther(find, refusal, item, signal) };
  }

  /** Undefined when nobody can say whether there is one. */
  async function startJob(items: readonly Item[], signal: AbortSignal): Promise<string | undefined> {
    const body = { [kind.path]: items.map(({ id, body: fields }) => ({ id: Number(id), ...fields })) };
    try {
      return answerAs(WireJob, await api.write('PUT', `${kind.path}/update_many`, body, signal)).job_status.id;
    } catch (error) {
      if (isLost(error)) return undefined;
      throw error;
    }
  }

  return async (writes, properties, signal) => {
    const turns = createTurns();
    const items = writes.map((one) => toItem(kind, one, properties));
    const ends = new Map<string, End>(
      items.map(({ id, refused }) => [id, { refusal: isId(id) ? refused : { why: 'gone' } }]),
    );
    const records = new Map<string, SyncRecord>();
    const endOf = (id: string): End => ends.get(id) ?? {};
    const plain = items.filter(({ id, sent }) => isId(id) && sent.length > 0);

    const isJob = plain.length > SINGLES;
    const job = isJob ? await startJob(plain, signal) : undefined;
    if (isJob) {
      turns.begin();
      for (const { id } of plain) endOf(id).isUnknown = job === undefined;
    } else {
      for (const item of plain) {
        await turns.take(endOf(item.id), async () => {
          const { refusal, record } = await put(item, properties, signal);
          if (record) records.set(item.id, record);
          return refusal;
        });
      }
    }

    for (const { id, email, organization } of items) {
      const end = endOf(id);
      if (end.isUnknown || end.refusal?.why === 'gone') continue;
      if (email !== undefined) await turns.take(end, () => makeEmailPrimary(api, id, email, signal));
      if (organization !== undefined)
        await turns.take(end, () =>
          makeOrganizationDefault(api, { userId: id, organizationId: organization, isIn: true }, signal),
        );
      if (email !== undefined || organization !== undefined) records.delete(id);
    }

    const underWay = new Set(job === undefined ? [] : plain.map(({ id }) => id));
    const wanted = items
      .map(({ id }) => id)
      .filter((id) => !underWay.has(id) && !records.has(id) && !endOf(id).isUnknown);
    for (const record of await readAgain(wanted, read, properties, signal)) records.set(record.id, record);

    const outcomes = items.map(({ id }): [string, ItemOutcome] => [
      id,
      underWay.has(id) ? { kind: 'unknown' } : outcomeOf(endOf(id), records.get(id)),
    ]);
    const outcome: BatchOutcome = { items: Object.fromEntries(outcomes) };
    if (job === undefined) return outcome;
    const told = plain.map(({ id, sent }) => {
      const { refusal: refused, isUnknown } = endOf(id);
      return { id, sent: [...sent], refused, ...(isUnknown && { isUnknown: true as const }) };
    });
    return { ...outcome, pending: writePending({ job, by: 'ids', items: told, properties: [...properties] }) };
  };
}

/** What the side holds now. Where it does not say, the items are unknown: they were written, or may have been. */
export async function readAgain(
  ids: readonly string[],
  read: SyncTarget['read'],
  properties: readonly SyncProperty[],
  signal: AbortSignal,
): Promise<readonly SyncRecord[]> {
  if (ids.length === 0) return [];
  try {
    return (await read(ids, properties, signal)).records;
  } catch {
    return [];
  }
}
