import { answerAs } from '../../http/http-client.ts';
import type { BatchOutcome, ItemOutcome, SyncProperty, SyncRecord, SyncTarget } from '../../sync-port.ts';
import { isUpstreamError } from '../../upstream-error.ts';
import type { SyncApi } from './api.ts';
import { createFind } from './find.ts';
import { type Item, toItem } from './items.ts';
import type { RecordKind } from './kinds.ts';
import { isLost } from './lost.ts';
import { makeOrganizationDefault } from './membership.ts';
import { withOther } from './other.ts';
import { outcomeOf } from './outcomes.ts';
import { writePending } from './pending.ts';
import { createRead, readByKeys } from './read.ts';
import { toRecord } from './records.ts';
import { refusalOf } from './refusals.ts';
import { createTurns, type End } from './turns.ts';
import { WireInvalid, WireJob, WireOne } from './wire.ts';
import { readAgain } from './write.ts';

const SINGLES = 2;
const CREATED = 201;

/**
 * `create_or_update` would write over a user who has the address as any of theirs. Of organisations it goes by our key
 * alone, so that one whose answer was lost is not made twice.
 */
const SINGLE = { user: 'users', organization: 'organizations/create_or_update' } as const;
const MANY = 'users/create_many';

/**
 * Makes records that carry our key as their external id: what is there already is found, not made twice and not
 * written over. No mail goes out. Many new users at once where the account may do that, else one a second. An address
 * that somebody else has, as any of theirs, is a possible duplicate. A job does not say why it did not make one, so
 * that those it left out, which were sent before, are made one by one.
 */
export function createCreate(api: SyncApi, kind: RecordKind): SyncTarget['create'] {
  const read = createRead(api, kind);
  const find = createFind(api, kind);
  let isBulkOff = kind.one === 'organization';

  const bodyOf = ({ id, body, email }: Item) => ({
    ...body,
    external_id: id,
    ...(email === undefined ? {} : { email }),
    ...(kind.one === 'user' ? { skip_verify_email: true } : {}),
  });

  const ownOf = async ({ id }: Item, properties: readonly SyncProperty[], signal: AbortSignal) =>
    (await readByKeys(api, kind, [id], properties, signal)).get(id.toLowerCase());

  async function make(item: Item, properties: readonly SyncProperty[], signal: AbortSignal) {
    const write = kind.one === 'user' ? api.writeUser : api.write;
    const answer = await write('POST', SINGLE[kind.one], { [kind.one]: bodyOf(item) }, signal);
    if (answer.status !== 422) {
      const wire = answerAs(WireOne[kind.one], answer);
      // A domain may have put it into one already.
      const isAlone = answer.status === CREATED && (wire.organization_id ?? null) === null;
      return { record: toRecord(kind, wire, properties), isAlone };
    }
    const sent = [...item.sent, ...(item.email === undefined ? [] : ['email'])];
    const refusal = refusalOf(kind, answerAs(WireInvalid, answer), sent);
    // Ours, where the answer of the one before this was lost, or came too late.
    const record = refusal.why === 'duplicate' ? await ownOf(item, properties, signal) : undefined;
    return record ? { record } : { refusal: await withOther(find, refusal, item, signal) };
  }

  /** `off`: they are to be made one by one. Undefined: nobody can say whether there is a job. */
  async function startJob(items: readonly Item[], signal: AbortSignal): Promise<string | 'off' | undefined> {
    const body = { [kind.path]: items.map(bodyOf) };
    try {
      return answerAs(WireJob, await api.write('POST', MANY, body, signal)).job_status.id;
    } catch (error) {
      if (isLost(error)) return undefined;
      if (!isUpstreamError(error) || error.reason !== 'forbidden') throw error;
      isBulkOff = true;
      return 'off';
    }
  }

  return async (creates, properties, signal) => {
    const turns = createTurns();
    const items = creates.map(({ key, values }) => toItem(kind, { id: key, values }, properties));
    const ends = new Map<string, End>(items.map(({ id, refused }) => [id, { refusal: refused }]));
    const endOf = (key: string): End => ends.get(key) ?? {};
    const known = await readByKeys(
      api,
      kind,
      creates.flatMap(({ key, isFirst }) => (isFirst ? [] : [key])),
      properties,
      signal,
    );
    const records = new Map<string, SyncRecord>();
    const alone = new Set<string>();
    for (const { id } of items) {
      const record = known.get(id.toLowerCase());
      if (record) records.set(id, record);
    }

    const fresh = items.filter(({ id }) => !records.has(id) && !endOf(id).refusal);
    const isNew = new Set(creates.flatMap(({ key, isFirst }) => (isFirst ? [key] : [])));
    const many = fresh.filter(({ id }) => isNew.has(id));
    const job = many.length > SINGLES && !isBulkOff ? await startJob(many, signal) : 'off';
    const inJob = new Set(job === 'off' ? [] : many.map(({ id }) => id));
    for (const { id } of many) if (inJob.has(id)) endOf(id).isUnknown = true;
    if (inJob.size > 0) turns.begin();
    for (const item of fresh) {
      if (inJob.has(item.id)) continue;
      await turns.take(endOf(item.id), async () => {
        const { refusal, record, isAlone } = await make(item, properties, signal);
        if (record) records.set(item.id, record);
        if (isAlone) alone.add(item.id);
        return refusal;
      });
    }
    await join(items, { records, alone, endOf, turns, properties, signal });

    const outcome: BatchOutcome = {
      items: Object.fromEntries(
        items.map(({ id }): [string, ItemOutcome] => [id, outcomeOf(endOf(id), records.get(id))]),
      ),
    };
    if (job === undefined || job === 'off') return outcome;
    const told = many.map(({ id, sent }) => ({ id, sent: [...sent] }));
    return { ...outcome, pending: writePending({ job, by: 'keys', items: told, properties: [...properties] }) };
  };

  interface Joining {
    readonly records: Map<string, SyncRecord>;
    /** Those that were made just now, and are in no organisation. */
    readonly alone: ReadonlySet<string>;
    endOf(key: string): End;
    readonly turns: ReturnType<typeof createTurns>;
    readonly properties: readonly SyncProperty[];
    readonly signal: AbortSignal;
  }

  /** Those that are there now come into their organisation; those of a job when they are compared the next time. */
  async function join(
    items: readonly Item[],
    { records, alone, endOf, turns, properties, signal }: Joining,
  ): Promise<void> {
    const joined = new Map<string, string>();
    for (const { id: key, organization } of items) {
      const record = records.get(key);
      if (!record || organization === undefined || record.isProtected) continue;
      const wanted = { userId: record.id, organizationId: organization, isIn: !alone.has(key) };
      await turns.take(endOf(key), () => makeOrganizationDefault(api, wanted, signal));
      joined.set(key, record.id);
    }
    const now = new Map((await readAgain([...joined.values()], read, properties, signal)).map((one) => [one.id, one]));
    for (const [key, id] of joined) {
      const record = now.get(id);
      if (record) records.set(key, record);
      else endOf(key).isUnknown = true;
    }
  }
}
