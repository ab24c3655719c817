import { answerAs } from '../../http/http-client.ts';
import type { BatchOutcome, ItemOutcome, SyncProperty, SyncRecord, SyncTarget } from '../../sync-port.ts';
import { isUpstreamError } from '../../upstream-error.ts';
import type { SyncApi } from './api.ts';
import { createFind, term } from './find.ts';
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
import { WireInvalid, WireJob, WireMany, WireOne } from './wire.ts';
import { readAgain } from './write.ts';

const SINGLES = 2;
const CREATED = 201;

/**
 * Makes records that carry our key as their external id: what is there already is found, not made twice and not
 * written over. No mail goes out. Many users at once where the account may do that, else one a second. An address
 * that somebody else has is a possible duplicate: `create_or_update` would write over that user.
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

  /** Who has these addresses, by the address. */
  async function holdersOf(emails: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
    if (emails.length === 0) return new Map();
    const query = emails.map((email) => term('email', email)).join(' ');
    const found = await api.get(WireMany.users, 'users/search', { query, 'page[size]': '100' }, signal);
    const addressOf = (email: unknown) => (typeof email === 'string' ? email.toLowerCase() : '');
    // A secondary address is not in the answer: asked for alone, whoever is found has it.
    const alone = emails.length === 1 ? emails[0] : undefined;
    return new Map(found.map((one) => [alone ?? addressOf(one.email), one.id]));
  }

  async function make(item: Item, properties: readonly SyncProperty[], signal: AbortSignal) {
    const write = kind.one === 'user' ? api.writeUser : api.write;
    const answer = await write('POST', `${kind.path}/create_or_update`, { [kind.one]: bodyOf(item) }, signal);
    if (answer.status !== 422) {
      const wire = answerAs(WireOne[kind.one], answer);
      // A domain may have put it into one already.
      const isAlone = answer.status === CREATED && (wire.organization_id ?? null) === null;
      return { record: toRecord(kind, wire, properties), isAlone };
    }
    const sent = [...item.sent, ...(item.email === undefined ? [] : ['email'])];
    const refusal = refusalOf(kind, answerAs(WireInvalid, answer), sent);
    return { refusal: await withOther(find, refusal, item, signal) };
  }

  /** `off`: they are to be made one by one. Undefined: nobody can say whether there is a job. */
  async function startJob(items: readonly Item[], signal: AbortSignal): Promise<string | 'off' | undefined> {
    const body = { [kind.path]: items.map(bodyOf) };
    try {
      return answerAs(WireJob, await api.write('POST', `${kind.path}/create_or_update_many`, body, signal)).job_status
        .id;
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
    const holders = await holdersOf(
      fresh.flatMap(({ email }) => email?.trim().toLowerCase() ?? []),
      signal,
    );
    for (const { id, email } of fresh) {
      const other = email === undefined ? undefined : holders.get(email.trim().toLowerCase());
      if (other !== undefined) endOf(id).refusal = { why: 'duplicate', property: 'email', other };
    }

    const wanted = fresh.filter(({ id }) => !endOf(id).refusal);
    const job = wanted.length > SINGLES && !isBulkOff ? await startJob(wanted, signal) : 'off';
    const isJob = job !== 'off';
    for (const item of wanted) {
      if (isJob) {
        endOf(item.id).isUnknown = true;
        continue;
      }
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
    const told = wanted.map(({ id, sent }) => ({ id, sent: [...sent] }));
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
