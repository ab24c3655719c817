import { openJobQueue } from '@sidelight/api/jobs/job-queue.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import { createSyncDecisions } from '@sidelight/api/store/sync-decisions.ts';
import { createSyncRuns } from '@sidelight/api/store/sync-runs.ts';
import { createSyncStatus } from '@sidelight/api/store/sync-status.ts';
import { createSyncSwitches } from '@sidelight/api/store/sync-switches.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { Sync } from '@sidelight/shared/map/sync.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editByHand } from '../world/vendors/hubspot-by-hand.ts';
import { archiveRow, mergeRows } from '../world/vendors/hubspot-lives.ts';
import { valueIn } from '../world/vendors/hubspot-rows.ts';
import { editUser } from '../world/vendors/zendesk-by-hand.ts';
import { mergeUsers } from '../world/vendors/zendesk-user-routes.ts';
import { phoneOf } from '../world/vendors/zendesk-user-state.ts';
import { type Product, startProduct } from './start-product.ts';
import { until } from './until.ts';

const tenant = requireTenant('acme');
const personal = { class: 'personal' };
/** Cases of ../shared/cases/sync that are about delivery, identity and lives of records: through the whole engine. */
const sync = Sync.parse({
  owners: { business: 'sales_ops', technical: 'integrations' },
  wave: { deletes: 0.1, changes: 1, atLeast: 500 },
  objects: {
    contact: {
      ...{ label: 'Contact', at: { crm: 'contacts', helpdesk: 'users' }, match: ['email'], first: 'crm' },
      fields: {
        email: {
          ...{ label: 'E-mail', type: 'email', at: { crm: 'email', helpdesk: 'email' }, ...personal },
          ...{ direction: 'two_way', rule: 'crm_wins', nulls: 'propagate' },
        },
        phone: {
          ...{ label: 'Phone', type: 'phone', region: 'US', at: { crm: 'phone', helpdesk: 'phone' }, ...personal },
          ...{ direction: 'two_way', rule: 'newest_with_review', nulls: 'propagate' },
        },
      },
    },
    company: {
      ...{ label: 'Company', at: { crm: 'companies', helpdesk: 'organizations' }, match: ['name'], first: 'crm' },
      fields: {
        name: { label: 'Name', type: 'text', owner: 'crm', at: { crm: 'name', helpdesk: 'name' }, class: 'internal' },
        plan_tier: {
          ...{ label: 'Tier', type: 'text', owner: 'crm', class: 'internal' },
          at: { crm: 'customer_tier', helpdesk: 'organization_fields.plan_tier' },
        },
      },
    },
  },
});

let product: Product;
let jobs: Awaited<ReturnType<typeof openJobQueue>>;
beforeAll(async () => {
  product = await startProduct({ world: { customers: 130 }, changeMap: (map) => ({ ...map, sync }) });
  jobs = await openJobQueue({ database: product.database, queues, onTrouble() {} });
  for (const object of ['contact', 'company']) {
    await createSyncSwitches(product.database.db, jobs).set(tenant, object, true, 'test');
    await compare(object);
  }
  await until(nothingWaits, 60_000);
  await look();
}, 120_000);
afterAll(async () => {
  await jobs.close();
  await product.stop();
});

async function compare(object: string): Promise<void> {
  const runs = createSyncRuns(product.database.db, jobs);
  const id = await runs.ask(tenant, object, 'compare', 'test');
  await until(async () => (await runs.find(tenant, id))?.state === 'done', 30_000);
}
/** As the sweep does: both sides are asked for what has changed, and what follows is done. */
async function look(): Promise<void> {
  const { db } = product.database;
  const before = new Date();
  await sql`update sync_switches set asked_left_at = 'epoch', asked_right_at = 'epoch'`.execute(db);
  await createSyncSwitches(db, jobs).ask([tenant]);
  await until(async () => {
    const rows = await db.selectFrom('sync_cursors').select('moved_at').execute();
    return rows.length === 4 && rows.every(({ moved_at }) => moved_at >= before);
  }, 20_000);
}
async function nothingWaits(): Promise<boolean> {
  const { db } = product.database;
  const waiting = await db
    .selectFrom('sync_records')
    .select('id')
    .where((eb) => eb.or([eb('due_left', '=', true), eb('due_right', '=', true)]))
    .execute();
  const open = await db.selectFrom('sync_batches').select('id').execute();
  return waiting.length + open.length === 0;
}
const pairOf = async (contactId: string) =>
  (
    await product.database.db
      .selectFrom('sync_records')
      .select('right_id')
      .where('left_id', '=', contactId)
      .where('hold', 'is', null)
      .executeTakeFirst()
  )?.right_id;
const reviews = () => createSyncStatus(product.database.db).openItems(tenant, {}, 50);
const letters = () => product.database.db.selectFrom('sync_dead_letters').selectAll().execute();

interface Pair {
  readonly id: string;
  readonly contactId: string;
  readonly userId: number;
}
/** Linked people, each used by one test. */
async function people(from: number, count: number): Promise<Pair[]> {
  const rows = await product.database.db
    .selectFrom('sync_records')
    .select(['id', 'left_id', 'right_id'])
    .where('object', '=', 'contact')
    .where('hold', 'is', null)
    .orderBy('left_id')
    .offset(from)
    .limit(count)
    .execute();
  return rows.map((row) => ({ id: row.id, contactId: row.left_id, userId: Number(row.right_id) }));
}
/** A customer of the helpdesk whom the CRM does not know. */
async function somebodyUnlinked(): Promise<{ readonly id: number; readonly email: string }> {
  const rows = await product.database.db.selectFrom('sync_records').select('right_id').execute();
  const linked = new Set(rows.map(({ right_id }) => right_id));
  const { directory } = product.world.people;
  for (const id of directory.userIds()) {
    const { email, role, isActive } = user(id);
    if (email && isActive && role === 'end-user' && !linked.has(String(id))) return { id, email };
  }
  throw new Error('everybody is linked');
}
const person = async (n: number): Promise<Pair> => (await people(n, 1))[0]!;
const contact = (id: string) => product.world.crm.find('contacts', id)!;
const user = (id: number) => product.world.people.directory.user(id)!;
const inCrm = (id: string, values: Record<string, string>) =>
  expect(editByHand(product.world.crm, { kind: 'contacts', id, values })).toBeUndefined();
const calls = (path: RegExp, method = 'POST') =>
  product.world.calls.list().filter((call) => call.method === method && path.test(call.path)).length;

describe('an address', () => {
  it('changes in steps: added, made primary, the old one kept, though the first step was done before (s18)', async () => {
    const { contactId, userId } = await person(120);
    const before = user(userId).email;
    const address = 'new.address@quay.example';
    // As after a death between the first step and the second.
    const { directory } = product.world.people;
    const half = { id: 990_001, type: 'email' as const, value: address, isPrimary: false, isVerified: true };
    const atMs = Date.now();
    const identities = [...user(userId).identities, { ...half, createdAtMs: atMs, updatedAtMs: atMs }];
    directory.saveUser({ ...user(userId), identities });
    inCrm(contactId, { email: 'New.Address@quay.example' });
    await look();
    await until(() => user(userId).email === address, 15_000);
    const addresses = user(userId).identities.filter(({ type }) => type === 'email');
    expect(addresses.map(({ value }) => value).sort()).toEqual([before, address].sort());
    expect(directory.verificationMails).toEqual([]);
  });

  it('that another user has merges nothing: both records wait for a person, other fields flow (s19)', async () => {
    const { id, contactId, userId } = await person(121);
    const before = user(userId).email;
    const other = await somebodyUnlinked();
    inCrm(contactId, { email: other.email, phone: '+12125550191' });
    await look();
    await until(async () => (await reviews()).some(({ why, record }) => why === 'duplicate' && record === id), 20_000);
    await until(() => phoneOf(user(userId)) === '+12125550191', 15_000);
    await until(nothingWaits, 20_000);
    const item = (await reviews()).find(({ record }) => record === id);
    expect(item).toMatchObject({ blocks: false, left: contactId, right: [String(userId), String(other.id)].sort() });
    expect((await letters()).filter(({ record }) => record === id)).toMatchObject([
      { field: 'email', reason: 'duplicate' },
    ]);
    expect([user(userId), user(other.id)].map(({ isActive, mergedInto }) => [isActive, mergedInto])).toEqual([
      [true, null],
      [true, null],
    ]);
    expect([user(userId).email, user(other.id).email]).toEqual([before, other.email]);
  });
});

describe('records that come and go', () => {
  it('merged in the CRM while support edits: nothing is lost, the loser is never written, a person settles it (s20)', async () => {
    const [survivor, loser] = [await person(123), await person(124)];
    mergeRows(product.world.crm, contact(survivor.contactId), contact(loser.contactId));
    const { directory, writes } = product.world.people;
    const before = calls(new RegExp(`contacts/${loser.contactId}`), 'PATCH');
    await look();
    editUser(directory, writes, loser.userId, { phone: '+12125550192' });
    await until(async () => (await reviews()).some(({ why }) => why === 'two_users_one_contact'), 20_000);
    await until(nothingWaits, 20_000);
    expect(phoneOf(user(loser.userId))).toBe('+12125550192');
    expect(calls(new RegExp(`contacts/${loser.contactId}`), 'PATCH')).toBe(before);
    const item = (await reviews()).find(({ why }) => why === 'two_users_one_contact');
    expect(item).toMatchObject({ blocks: true, left: survivor.contactId });
    expect(item?.right).toEqual([String(survivor.userId), String(loser.userId)].sort());
    // Whichever way round the users are merged, the contact goes on with the one that is left.
    mergeUsers(directory, survivor.userId, loser.userId);
    await createSyncDecisions(product.database.db, jobs).choose(tenant, [item!.id], { kind: 'neither' }, 'test');
    await until(async () => (await pairOf(survivor.contactId)) === String(loser.userId), 30_000);
    inCrm(survivor.contactId, { phone: '+12125550194' });
    await look();
    await until(() => phoneOf(user(loser.userId)) === '+12125550194', 20_000);
    expect((await reviews()).filter(({ blocks, left }) => blocks && left === survivor.contactId)).toEqual([]);
  });

  it('deleted in the CRM and edited in the helpdesk: neither deleted nor brought back, a person decides (s22)', async () => {
    const { id, contactId, userId } = await person(125);
    archiveRow(product.world.crm, contact(contactId));
    await compare('contact');
    const { directory, writes } = product.world.people;
    editUser(directory, writes, userId, { phone: '+12125550193' });
    await compare('contact');
    expect((await reviews()).filter(({ record }) => record === id)).toMatchObject([
      { why: 'gone_on_left', blocks: true },
    ]);
    expect(product.world.crm.find('contacts', contactId)).toBeUndefined();
    expect(user(userId)).toMatchObject({ isActive: true });
    expect(phoneOf(user(userId))).toBe('+12125550193');
  });
});

describe('a batch', () => {
  it('of a hundred with a bad one: ninety-nine arrive in few calls, the one is a dead letter (s24)', async () => {
    const hundred = await people(0, 100);
    const { directory, writes } = product.world.people;
    await createSyncSwitches(product.database.db, jobs).set(tenant, 'contact', false, 'test');
    const bad = hundred[41]!;
    product.world.crm.switches.refusesValue = { property: 'phone', value: '+12125551041' };
    for (const [n, { userId }] of hundred.entries())
      editUser(directory, writes, userId, { phone: `+1212555${1000 + n}` });
    const before = calls(/contacts\/batch\/update/);
    await createSyncSwitches(product.database.db, jobs).set(tenant, 'contact', true, 'test');
    await compare('contact');
    const arrived = () =>
      hundred.filter(({ contactId }, n) => valueIn(contact(contactId), 'phone') === `+1212555${1000 + n}`);
    await until(() => arrived().length === 99, 30_000);
    await until(nothingWaits, 20_000);
    product.world.crm.switches.refusesValue = undefined;
    // A hundred one by one would be a hundred; what else is under way then has its own.
    expect(calls(/contacts\/batch\/update/) - before).toBeLessThanOrEqual(9);
    expect((await letters()).filter(({ record }) => record === bad.id)).toMatchObject([
      { side: 'left', field: 'phone', reason: 'validation' },
    ]);
  }, 90_000);

  it('that the helpdesk works on ends item by item: one done, one refused, one gone (s25)', async () => {
    const rows = await product.database.db
      .selectFrom('sync_records')
      .select(['id', 'left_id', 'right_id'])
      .where('object', '=', 'company')
      .where('hold', 'is', null)
      .orderBy('left_id')
      .limit(3)
      .execute();
    const [good, wrong, gone] = [rows[0]!, rows[1]!, rows[2]!];
    const { directory } = product.world.people;
    const organization = (id: string) => directory.organization(Number(id))!;
    const tier = (id: string, value: string) =>
      editByHand(product.world.crm, { kind: 'companies', id, values: { customer_tier: value } });
    await createSyncSwitches(product.database.db, jobs).set(tenant, 'company', false, 'test');
    tier(good.left_id, 'plan_enterprise');
    tier(wrong.left_id, 'no_such_plan');
    tier(gone.left_id, 'plan_enterprise');
    await createSyncSwitches(product.database.db, jobs).set(tenant, 'company', true, 'test');
    await compare('company');
    directory.saveOrganization({ ...organization(gone.right_id), isActive: false });
    await until(() => organization(good.right_id).fields.plan_tier === 'plan_enterprise', 30_000);
    await until(nothingWaits, 30_000);
    const of = async (id: string) => (await letters()).filter(({ record }) => record === id);
    expect(await of(wrong.id)).toMatchObject([{ side: 'right', field: 'plan_tier', reason: 'validation' }]);
    expect(await of(good.id)).toEqual([]);
    const whys = async () => (await reviews()).filter(({ record }) => record === gone.id).map(({ why }) => why);
    // That it is gone is found out by reading it, after its batch has ended.
    await until(async () => (await whys()).length > 0, 15_000);
    expect(await whys()).toEqual(['gone_on_right']);
  }, 90_000);
});
