import { createJournalLog } from '@sidelight/api/store/journal-log.ts';
import { createJournalSweep } from '@sidelight/api/store/journal-sweep.ts';
import { SyncReport } from '@sidelight/shared/sync/sync-report.ts';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { editByHand } from '../world/vendors/hubspot-by-hand.ts';
import { archiveRow, eraseRow } from '../world/vendors/hubspot-lives.ts';
import { phoneOf } from '../world/vendors/zendesk-user-state.ts';
import { creatingSync, withPlenty } from './creating-sync.ts';
import { type Product, startProduct } from './start-product.ts';
import { openSyncOf, type SyncStage, tenant } from './sync-stage.ts';
import { until } from './until.ts';
import { withCrmApp } from './with-crm-app.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Webhooks are silent, and no search finds an edit: what arrives, the journal has told. */
let product: Product;
let stage: SyncStage;
beforeAll(async () => {
  product = await startProduct({
    world: { hasCrmApp: true, customers: 6 },
    changeMap: (map) => withCrmApp(withPlenty({ ...map, sync: creatingSync })),
  });
  stage = await openSyncOf(product);
  product.world.crmWebhooks!.isSilent = true;
  for (const object of ['company', 'contact']) {
    await stage.switches.set(tenant, object, true, 'test');
    await stage.run(object, 'approved');
    await until(async () => (await stage.waiting()) === 0, 90_000);
  }
  await stage.settled();
  await until(() => journal().subscriptions().length === 4);
  await until(async () => (await standing())?.readAt !== undefined);
  product.world.crm.switches.indexLagMs = 10 * DAY_MS;
}, 240_000);
afterAll(async () => {
  await stage.close();
  await product.stop();
});
afterEach(() => {
  Object.assign(journal(), { refuses: undefined, endsAddresses: false });
});

const db = () => product.database.db;
const journal = () => product.world.crmJournal!;
const crm = () => product.world.crm;
const standing = () => createJournalLog(db(), stage.jobs).find(tenant, 'crm');
const ourComparisons = async () =>
  (
    await db().selectFrom('sync_runs').select('object').where('asked_by', '=', 'sidelight').orderBy('object').execute()
  ).map(({ object }) => object);

/** As the sweep has it read; until its end was reached, or it was found that it cannot be read. */
async function read(comparedMs = DAY_MS): Promise<void> {
  await sql`update journals set asked_at = 'epoch', read_at = 'epoch', failing_since = null,
    compared_at = ${new Date(Date.now() - comparedMs)}`.execute(db());
  await createJournalSweep(db(), stage.jobs, () => [tenant])();
  await until(async () => {
    const now = await standing();
    return now?.failingSince !== undefined || Date.parse(now?.readAt ?? '') > 0;
  });
}
/** As if nothing had been read for so long. */
const wasDownFor = (ms: number) =>
  sql`update journals set position_at = ${new Date(Date.now() - ms)} where tenant = ${tenant}`.execute(db());

let n = 0;
async function somebody() {
  const rows = await db()
    .selectFrom('sync_records')
    .select(['id', 'left_id', 'right_id'])
    .where('object', '=', 'contact')
    .where('hold', 'is', null)
    .orderBy('left_id')
    .execute();
  const row = rows[n++]!;
  const user = () => product.world.people.directory.user(Number(row.right_id))!;
  return { record: row.id, contactId: row.left_id, user };
}
const dial = (contactId: string, phone: string) =>
  expect(editByHand(crm(), { kind: 'contacts', id: contactId, values: { phone } })).toBeUndefined();

describe('the journal of the CRM’s app', () => {
  it('is asked to tell of the map’s properties, and of nothing else', () => {
    const all = journal()
      .subscriptions()
      .map(({ id: _, createdAt: _at, updatedAt: _to, appId: _app, ...asked }) => asked);
    const portalId = 48160021;
    const actions = ['CREATE', 'UPDATE', 'DELETE', 'MERGE', 'RESTORE'];
    const record = { subscriptionType: 'OBJECT', portalId, objectIds: [], actions };
    expect(all).toHaveLength(4);
    expect(all).toEqual(
      expect.arrayContaining([
        { ...record, objectTypeId: '0-2', properties: ['account_status', 'domain', 'name'] },
        { ...record, objectTypeId: '0-1', properties: ['associatedcompanyid', 'email', 'hs_timezone', 'phone'] },
        {
          ...{ subscriptionType: 'ASSOCIATION', portalId, objectTypeId: '0-1', objectIds: [] },
          ...{ associatedObjectTypeIds: ['0-2'], actions: ['ASSOCIATION_ADDED', 'ASSOCIATION_REMOVED'] },
        },
        { subscriptionType: 'GDPR_PRIVACY_DELETION', portalId, objectTypeId: '0-1', actions: ['GDPR_DELETE'] },
      ]),
    );
  });

  it('brings an edit that no webhook told of, by the way that webhooks take', async () => {
    const { contactId, user } = await somebody();
    dial(contactId, '+15125550101');
    await read();
    await until(() => phoneOf(user()) === '+15125550101');
    const { rows } = await sql`select distinct body->>'type' as type from webhook_inbox where system = 'crm'
      and body->>'id' = ${contactId}`.execute(db());
    expect(rows).toEqual([{ type: 'contact.propertyChange' }]);
  });

  it('makes up for days in which nothing was read, and nobody has to compare everything', async () => {
    const some = [await somebody(), await somebody(), await somebody()];
    const gone = await somebody();
    for (const [i, { contactId }] of some.entries()) dial(contactId, `+1512555020${i}`);
    archiveRow(crm(), crm().find('contacts', gone.contactId)!);
    await wasDownFor(2.8 * DAY_MS);
    await read();
    await until(() => some.every(({ user }, i) => phoneOf(user()) === `+1512555020${i}`));
    const held = async () =>
      (await stage.status.openItems(tenant, { object: 'contact' }, 50)).map(({ record }) => record);
    await until(async () => (await held()).includes(gone.record));
    expect(await ourComparisons()).toEqual([]);
  });

  it('brings the erasure of a person, after which nothing is known of them', async () => {
    const { record, contactId } = await somebody();
    eraseRow(crm(), crm().find('contacts', contactId)!);
    await read();
    const kept = () => db().selectFrom('sync_records').select('id').where('id', '=', record).executeTakeFirst();
    await until(async () => (await kept()) === undefined);
    expect(await stage.status.erased(tenant)).toEqual([{ object: 'contact', people: 1 }]);
  });

  it('tells of an edit once, though it is read twice', async () => {
    const { contactId } = await somebody();
    await read();
    const { cursor, positionAt } = (await standing())!;
    const delivered = async () => {
      const own = sql<{ n: string }>`select count(*) n from webhook_inbox where body->>'id' = ${contactId}`;
      return Number((await own.execute(db())).rows[0]?.n);
    };
    const before = await delivered();
    dial(contactId, '+15125550301');
    await read();
    expect(await delivered()).toBe(before + 1);
    await sql`update journals set cursor = ${cursor}, position_at = ${positionAt}`.execute(db());
    await read();
    expect(await delivered()).toBe(before + 1);
  });
});

describe('a journal that cannot tell what happened since', () => {
  it.each([
    ['does not know the place any more', 0],
    ['may have forgotten what came after it, whatever it answers', 3 * DAY_MS],
  ])(
    'because it %s, has everything compared, and goes on from there',
    async (_why, downMs) => {
      await db().deleteFrom('sync_runs').execute();
      const [before, after] = [await somebody(), await somebody()];
      dial(before.contactId, '+15125550401');
      if (downMs === 0) {
        await read();
        journal().write([
          { action: 'UPDATE', portalId: 48160021, objectTypeId: '0-1', objectId: Number(before.contactId) },
        ]);
        journal().forget();
      } else await wasDownFor(downMs);
      await read();
      expect(await standing()).toMatchObject({ failingSince: undefined });
      expect(await ourComparisons()).toEqual(['company', 'contact']);
      await until(() => phoneOf(before.user()) === '+15125550401', 60_000);
      dial(after.contactId, '+15125550402');
      await read();
      await until(() => phoneOf(after.user()) === '+15125550402');
      expect(await ourComparisons()).toEqual(['company', 'contact']);
    },
    90_000,
  );

  it('because an event of it makes no sense, has everything compared too', async () => {
    await db().deleteFrom('sync_runs').execute();
    journal().write([{ action: 'UPDATE', portalId: 48160021, objectTypeId: '0-1', objectId: 'seven' }]);
    await read();
    expect(await ourComparisons()).toEqual(['company', 'contact']);
  });

  it('has everything compared once in six hours: until then it waits where it is, and the CRM is asked', async () => {
    await read();
    await db().deleteFrom('sync_runs').execute();
    journal().write([{ action: 'UPDATE', portalId: 48160021, objectTypeId: '0-1', objectId: 'eight' }]);
    await read(HOUR_MS);
    expect(await standing()).toMatchObject({ reason: 'bad_answer', failingSince: expect.any(String) });
    expect([await ourComparisons(), await stage.switches.isTold(tenant)]).toEqual([[], false]);
    await read(6 * HOUR_MS);
    expect(await standing()).toMatchObject({ reason: undefined, failingSince: undefined });
    expect(await ourComparisons()).toEqual(['company', 'contact']);
  });
});

describe('a journal that may not be read', () => {
  const report = async () => {
    const headers = { authorization: `Bearer ${await product.session('lead')}` };
    return SyncReport.parse(await (await fetch(`${product.url}/v1/sync`, { headers })).json());
  };
  const isAskedOften = async () => !(await stage.switches.isTold(tenant));

  it.each([
    ['forbidden', () => Object.assign(journal(), { refuses: { status: 403 } })],
    ['upstream_error', () => Object.assign(journal(), { refuses: { status: 500 } })],
    ['upstream_error', () => Object.assign(journal(), { endsAddresses: true })],
  ] as const)(
    'says why (%s), has the CRM asked as often as without it, and goes on where it stood',
    async (reason, fails) => {
      await db().deleteFrom('sync_runs').execute();
      const { contactId, user } = await somebody();
      await read();
      expect(await isAskedOften()).toBe(false);
      dial(contactId, '+15125550501');
      fails();
      await read();
      expect(await standing()).toMatchObject({ reason, failingSince: expect.any(String) });
      expect(await isAskedOften()).toBe(true);
      expect((await report()).journal).toMatchObject({ reason, failingSince: expect.any(String) });
      Object.assign(journal(), { refuses: undefined, endsAddresses: false });
      await read();
      expect(await standing()).toMatchObject({ reason: undefined, failingSince: undefined });
      expect((await report()).journal).toEqual({ readAt: expect.any(String) });
      await until(() => phoneOf(user()) === '+15125550501');
      expect(await ourComparisons()).toEqual([]);
    },
  );
});
