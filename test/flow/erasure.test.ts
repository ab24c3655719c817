import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import { Sync } from '@sidelight/shared/map/sync.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eraseRow } from '../world/vendors/hubspot-lives.ts';
import { valueIn } from '../world/vendors/hubspot-rows.ts';
import { editUser, eraseUser, removeUser } from '../world/vendors/zendesk-by-hand.ts';
import { phoneOf } from '../world/vendors/zendesk-user-state.ts';
import { creatingSync, withPlenty } from './creating-sync.ts';
import { type Product, startProduct } from './start-product.ts';
import { openSyncOf, type SyncStage, tenant } from './sync-stage.ts';
import { until } from './until.ts';

/** Records are made on both sides: nobody who was erased may be among them. */
const { contact } = creatingSync.objects;
const sync = Sync.parse({
  ...creatingSync,
  objects: {
    ...creatingSync.objects,
    contact: { ...contact, create: ['helpdesk', 'crm'], making: { needs: ['email'] } },
  },
});
const scope = { tenant, object: 'contact' };

let product: Product;
let stage: SyncStage;
let erasedContact: string;
beforeAll(async () => {
  product = await startProduct({
    world: { hasCrmApp: true, customers: 6 },
    changeMap: (map) => withPlenty({ ...map, sync }),
  });
  stage = await openSyncOf(product);
  for (const object of ['company', 'contact']) {
    await stage.switches.set(tenant, object, true, 'test');
    await stage.run(object, 'approved');
  }
  // Everybody whom only the helpdesk knows is made in the CRM first.
  await until(async () => (await stage.waiting()) === 0, 150_000);
  await stage.settled();
}, 240_000);
afterAll(async () => {
  await stage.close();
  await product.stop();
});

const store = () => createSyncStore(product.database.db, stage.jobs, Date.now);
const contactOf = (id: string) => product.world.crm.find('contacts', id);
const userOf = (id: string) => product.world.people.directory.user(Number(id))!;
const link = (id: string) =>
  product.database.db
    .selectFrom('sync_records')
    .select(['id', 'left_id', 'right_id'])
    .where((eb) => eb.or([eb('left_id', '=', id), eb('right_id', '=', id)]))
    .where('object', '=', 'contact')
    .executeTakeFirst();
async function somebody(n: number) {
  const rows = await product.database.db
    .selectFrom('sync_records')
    .select(['id', 'left_id', 'right_id'])
    .where('object', '=', 'contact')
    .where('hold', 'is', null)
    .orderBy('left_id')
    .execute();
  const row = rows[n]!;
  return { record: row.id, contactId: row.left_id, userId: row.right_id, email: userOf(row.right_id).email! };
}
/** A record of a side is read again, as after an event, and everything that follows is done. */
async function told(side: 'left' | 'right', id: string) {
  await store().tell(scope, side, [id]);
  await until(async () => (await store().told(scope, side, 10)).length === 0, 10_000);
  await stage.idle();
}
/** Rows of whatever sync keeps in which this text stands. */
async function keptOf(text: string): Promise<Record<string, number>> {
  const tables = [
    ...['records', 'reviews', 'dead_letters', 'corrections', 'told', 'makings', 'batches'],
    ...['erasures', 'runs', 'cursors'],
  ];
  const found: Record<string, number> = {};
  for (const table of tables.map((name) => `sync_${name}`)) {
    const { rows } = await sql<{ n: number }>`select count(*)::int n from ${sql.table(table)} t
      where t::text ilike ${`%${text}%`}`.execute(product.database.db);
    if (rows[0]!.n > 0) found[table] = rows[0]!.n;
  }
  return found;
}
const items = async () =>
  (await stage.status.openItems(tenant, { object: 'contact' }, 50)).filter(({ why }) => why === 'erase_on_other_side');
/** The user of the helpdesk whom somebody has to erase there. */
async function heldBySupport(): Promise<string> {
  const [item] = await items();
  return String(item?.right);
}
const writesTo = (id: string) =>
  product.world.calls.list().filter(({ method, path }) => method !== 'GET' && path.includes(`/${id}`)).length;

describe('a person who was erased in the CRM (s23)', () => {
  it('is forgotten at once, with what waits and what was refused, and a person is asked to erase them in the helpdesk', async () => {
    const { record, contactId, userId, email } = await somebody(0);
    await store().transact(scope, async (tx) => {
      await tx.bury([{ record, side: 'right', field: 'phone', reason: 'validation' }]);
      await tx.open([{ record, field: 'email', why: 'manual', blocks: true, left: email, right: 'old@quay.example' }]);
      await tx.want('left', [contactId], true);
      await tx.keepCorrection({ id: 'c', record, field: 'email', value: email, before: { value: 'x' }, by: 'Ana' });
    });
    expect(Object.keys(await keptOf(email))).toEqual(['sync_records', 'sync_reviews', 'sync_corrections']);
    erasedContact = contactId!;
    eraseRow(product.world.crm, contactOf(erasedContact)!);
    await until(async () => (await link(erasedContact)) === undefined, 15_000);
    expect(await keptOf(email)).toEqual({});
    expect(await keptOf(record)).toEqual({});
    expect(await items()).toMatchObject([{ record: `right:${userId}`, blocks: true, left: null, right: userId }]);
    const asked = await product.database.db.selectFrom('erasures').select(['cause', 'asked_by']).execute();
    expect(asked, 'and from everything else that is kept here').toEqual([{ cause: 'crm', asked_by: 'crm' }]);
    expect(await stage.status.erased(tenant)).toEqual([{ object: 'contact', people: 1 }]);
  });

  it('is not brought back by a late event, by a list that still shows them, or by support', async () => {
    const userId = await heldBySupport();
    const { email } = userOf(userId);
    const erased = product.world.crm.having('contacts', 'email', email!);
    expect(erased).toEqual([]);
    const before = { name: userOf(userId).name, phone: phoneOf(userOf(userId)), writes: writesTo(userId) };
    const { directory, writes } = product.world.people;
    const contacts = () => product.world.crm.all('contacts').length;
    const counted = contacts();
    await told('left', erasedContact);
    await stage.run('contact', 'approved');
    editUser(directory, writes, Number(userId), { phone: '+15125550100' });
    await told('right', userId);
    await stage.settled();
    expect(contacts()).toBe(counted);
    expect(await link(userId)).toBeUndefined();
    expect(phoneOf(userOf(userId))).toBe('+15125550100');
    expect(userOf(userId).name).toBe(before.name);
    expect(writesTo(userId)).toBe(before.writes);
    expect(await keptOf(email!)).toEqual({});
  });

  it('who is entered anew under the same address is not taken for them, nor joined to them', async () => {
    const userId = await heldBySupport();
    const { email } = userOf(userId);
    product.world.crm.blocklist.clear();
    const contactId = stage.made({ kind: 'contacts', values: { email: email!, firstname: 'Sam', lastname: 'Quay' } });
    await product.world.crmWebhooks!.settled();
    await told('left', contactId);
    await stage.run('contact', 'approved');
    await stage.idle();
    expect(await link(contactId)).toBeUndefined();
    expect(await link(userId)).toBeUndefined();
    expect(valueIn(contactOf(contactId)!, 'firstname')).toBe('Sam');
    expect(await keptOf(email!)).toEqual({});
  });

  it('is one person when the helpdesk has erased them too, and nobody is asked any more', async () => {
    const userId = await heldBySupport();
    expect(await items()).toHaveLength(1);
    await store().transact(scope, async (tx) => tx.want('right', [userId], true));
    await stage.idle();
    expect(await items()).toHaveLength(1);
    eraseUser(product.world.people.directory, Number(userId));
    await told('right', userId);
    expect(await items()).toEqual([]);
    expect(await stage.status.erased(tenant)).toEqual([{ object: 'contact', people: 1 }]);
  });
});

describe('a person who was deleted permanently in the helpdesk', () => {
  it('is forgotten too, at first sight or after they had only been deleted', async () => {
    const [one, two] = [await somebody(1), await somebody(2)];
    const { directory } = product.world.people;
    eraseUser(directory, Number(one.userId));
    await told('right', one.userId);
    expect(await link(one.userId)).toBeUndefined();
    expect(await keptOf(one.email)).toEqual({});

    removeUser(directory, Number(two.userId));
    await told('right', two.userId);
    expect(await link(two.userId)).toMatchObject({ id: two.record });
    eraseUser(directory, Number(two.userId));
    await stage.run('contact', 'compare');
    expect(await link(two.userId)).toBeUndefined();
    expect(await keptOf(two.email)).toEqual({});
    const { rows: asked } = await sql`select cause from erasures order by asked_at`.execute(product.database.db);
    expect(asked).toEqual([{ cause: 'crm' }, { cause: 'helpdesk' }, { cause: 'helpdesk' }]);
    expect((await items()).map(({ left }) => left)).toEqual(expect.arrayContaining([one.contactId, two.contactId]));
    expect(await stage.status.erased(tenant)).toEqual([{ object: 'contact', people: 3 }]);
    expect([contactOf(one.contactId), contactOf(two.contactId)]).not.toContain(undefined);
  });
});
