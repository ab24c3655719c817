import { Sync } from '@sidelight/shared/map/sync.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editByHand } from '../world/vendors/hubspot-by-hand.ts';
import { moveTo } from '../world/vendors/hubspot-join.ts';
import { valueIn } from '../world/vendors/hubspot-rows.ts';
import { editUser } from '../world/vendors/zendesk-by-hand.ts';
import { creatingSync, withPlenty } from './creating-sync.ts';
import { type Product, startProduct } from './start-product.ts';
import { openSyncOf, type SyncStage, tenant } from './sync-stage.ts';
import { until } from './until.ts';

const { contact } = creatingSync.objects;
/** Contacts with the company they belong to, and with a name that the CRM keeps in two. */
const sync = Sync.parse({
  ...creatingSync,
  objects: {
    ...creatingSync.objects,
    contact: {
      ...contact,
      making: { needs: ['email', 'name'], company: { crm: 'associatedcompanyid', helpdesk: 'organization' } },
      fields: {
        ...contact?.fields,
        name: {
          ...{ label: 'Name', type: 'name', direction: 'two_way', rule: 'crm_wins', class: 'personal' },
          at: { crm: ['firstname', 'lastname'], helpdesk: 'name' },
        },
        company: {
          ...{ label: 'Company', type: 'reference', of: 'company', owner: 'crm', class: 'internal' },
          at: { crm: 'associatedcompanyid', helpdesk: 'organization' },
        },
      },
    },
  },
});

let product: Product;
let stage: SyncStage;
beforeAll(async () => {
  product = await startProduct({
    world: { hasCrmApp: true, customers: 6 },
    changeMap: (map) => withPlenty({ ...map, sync }),
  });
  stage = await openSyncOf(product);
  for (const object of ['company', 'contact']) {
    await stage.switches.set(tenant, object, true, 'test');
    await stage.run(object, 'approved');
    await until(async () => (await stage.waiting()) === 0, 90_000);
  }
  await stage.settled();
}, 240_000);
afterAll(async () => {
  await stage.close();
  await product.stop();
});

const crm = () => product.world.crm;
const told = async () => {
  await product.world.crmWebhooks!.settled();
};
let n = 0;
/** A contact of a company, with their user in its organisation. */
async function somebody(firstname = 'Ada', lastname = 'King') {
  const name = `Quay ${++n}`;
  const companyId = stage.made({ kind: 'companies', values: { name, domain: `quay-${n}.example` } });
  const email = `person.${n}@quay-${n}.example`;
  const contactId = stage.made({ kind: 'contacts', companyId, values: { email, firstname, lastname } });
  await told();
  await until(() => stage.usersWith(email)[0]?.organizationId != null, 40_000);
  await until(async () => (await stage.linkOf('contact', contactId)) !== undefined, 40_000);
  return { contactId, companyId, email, user: () => stage.usersWith(email)[0]! };
}
const parts = (id: string) => {
  const row = crm().find('contacts', id)!;
  return [valueIn(row, 'firstname'), valueIn(row, 'lastname')];
};
const contactCalls = () =>
  product.world.calls.list().filter(({ method, path }) => method !== 'GET' && /contacts\/batch\/update/.test(path));
const letters = () => product.database.db.selectFrom('sync_dead_letters').selectAll().execute();

describe('a contact who moves to another company', () => {
  it('comes into its organisation, which is the default one; the others stay (s29)', async () => {
    const { contactId, user } = await somebody();
    const other = await somebody();
    const { directory, writes } = product.world.people;
    const ninth = stage.organizationByHand('Ninth by hand').id;
    const first = user().organizationId!;
    const at = { id: 990_100, isDefault: false, createdAtMs: Date.now() };
    directory.saveUser({ ...user(), memberships: [...user().memberships, { ...at, organizationId: ninth }] });
    expect(writes).toBeDefined();
    moveTo(crm(), crm().find('contacts', contactId)!, other.companyId);
    await told();
    await until(() => user().organizationId === other.user().organizationId, 40_000);
    const all = user().memberships.map(({ organizationId, isDefault }) => [organizationId, isDefault] as const);
    expect(all.toSorted(([a], [b]) => a - b)).toEqual(
      [
        [first, false],
        [ninth, false],
        [other.user().organizationId, true],
      ].toSorted(([a], [b]) => Number(a) - Number(b)),
    );
    expect(await letters()).toEqual([]);
  });

  it('whose company is not there yet waits for it as a value that was not taken, and follows it by itself', async () => {
    const { contactId, user } = await somebody();
    // Without a name it is not made.
    const companyId = stage.made({ kind: 'companies', values: { domain: 'far-shore.example' } });
    moveTo(crm(), crm().find('contacts', contactId)!, companyId);
    await told();
    await until(async () => (await letters()).length === 1, 40_000);
    expect(await letters()).toMatchObject([{ object: 'contact', field: 'company', side: 'right', reason: 'unlinked' }]);
    editByHand(crm(), { kind: 'companies', id: companyId, values: { name: 'Far Shore' } });
    await told();
    await until(async () => (await stage.linkOf('company', companyId)) !== undefined, 40_000);
    await stage.settled();
    const [organization] = stage.organizationsNamed('Far Shore');
    await until(() => user().organizationId === organization?.id, 40_000);
    await until(async () => (await letters()).length === 0, 20_000);
  });

  it('is put back where support makes another organisation the default, and what gave way is kept', async () => {
    const { contactId, user } = await somebody();
    const [home, ninth] = [user().organizationId!, stage.organizationByHand('Tenth by hand').id];
    // Both sides are known to agree.
    await stage.run('contact', 'compare');
    const { directory } = product.world.people;
    const at = { id: 990_200, isDefault: true, createdAtMs: Date.now() };
    const memberships = [
      ...user().memberships.map((one) => ({ ...one, isDefault: false })),
      { ...at, organizationId: ninth },
    ];
    directory.saveUser({ ...user(), memberships });
    expect(user().organizationId).toBe(ninth);
    await stage.run('contact', 'compare');
    await until(() => user().organizationId === home, 40_000);
    expect(user().memberships.map(({ organizationId }) => organizationId)).toContain(ninth);
    const link = await product.database.db
      .selectFrom('sync_records')
      .select('id')
      .where('left_id', '=', contactId)
      .executeTakeFirstOrThrow();
    const kept = await stage.status.openItems(tenant, { object: 'contact' }, 50);
    expect(kept.filter(({ record }) => record === link.id)).toMatchObject([
      { field: 'company', why: 'owner_wins', blocks: false },
    ]);
  });
});

describe('a name that the CRM keeps in two', () => {
  it('is one name in the helpdesk from the start, and stays so when a part of it changes', async () => {
    const { contactId, user } = await somebody('Ada  Augusta', 'King');
    expect(user().name).toBe('Ada Augusta King');
    editByHand(crm(), { kind: 'contacts', id: contactId, values: { lastname: 'Lovelace' } });
    await told();
    await until(() => user().name === 'Ada Augusta Lovelace', 40_000);
    expect(parts(contactId)).toEqual(['Ada  Augusta', 'Lovelace']);
  });

  it('that support changes is split at its last word, and only the part that is another is written', async () => {
    const { contactId, user } = await somebody('Ludwig', 'Beethoven');
    const { directory, writes } = product.world.people;
    await stage.run('contact', 'compare');
    const before = contactCalls().length;
    editUser(directory, writes, user().id, { name: 'Ludwig van Beethoven' });
    await stage.run('contact', 'compare');
    await until(() => parts(contactId)[1] === 'van Beethoven', 40_000);
    expect(parts(contactId)).toEqual(['Ludwig', 'van Beethoven']);
    expect(contactCalls().length).toBe(before + 1);
    editUser(directory, writes, user().id, { name: 'Johanna Schenk' });
    await stage.run('contact', 'compare');
    await until(() => parts(contactId)[0] === 'Johanna', 40_000);
    expect(parts(contactId)).toEqual(['Johanna', 'Schenk']);
    // Nothing comes back as an edit of somebody else's.
    await stage.settled();
    await stage.run('contact', 'compare');
    expect([user().name, parts(contactId)]).toEqual(['Johanna Schenk', ['Johanna', 'Schenk']]);
    expect(await stage.due()).toBe(0);
  });
});
