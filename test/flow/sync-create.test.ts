import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editByHand } from '../world/vendors/hubspot-by-hand.ts';
import { archiveRow } from '../world/vendors/hubspot-lives.ts';
import { valueIn } from '../world/vendors/hubspot-rows.ts';
import { phoneOf } from '../world/vendors/zendesk-user-state.ts';
import { creatingSync, withPlenty } from './creating-sync.ts';
import { type Product, startProduct } from './start-product.ts';
import { openSyncOf, type SyncStage, tenant } from './sync-stage.ts';
import { until } from './until.ts';

let product: Product;
let sync: SyncStage;
beforeAll(async () => {
  product = await startProduct({ changeMap: (map) => withPlenty({ ...map, sync: creatingSync }) });
  sync = await openSyncOf(product);
}, 90_000);
afterAll(async () => {
  await sync.close();
  await product.stop();
});

const organizations = () => product.world.people.directory.organizationIds().length;
const reviewsOf = async (id: string) =>
  (await sync.status.openItems(tenant, {}, 50)).filter(({ record }) => record === `left:${id}`);
const cursors = async () =>
  (
    await product.database.db
      .selectFrom('sync_cursors')
      .selectAll()
      .where('object', 'in', ['company', 'contact'])
      .execute()
  ).length;

describe('records that one side alone has', () => {
  it('are counted in a dry run, and none is made', async () => {
    sync.made({ kind: 'companies', values: { name: 'Harbor Nine', domain: 'harbor-nine.example' } });
    const before = organizations();
    const dry = await sync.run('company', 'dry_run');
    expect(dry).toMatchObject({ state: 'done', result: { creations: { left: 0 }, refused: 'creations' } });
    expect(dry?.result?.creations.right).toBeGreaterThan(5);
    expect(organizations()).toBe(before);
  });

  it('are not made where they are many, until somebody has approved it; then each once, with all its fields', async () => {
    await sync.switches.set(tenant, 'company', true, 'test');
    const before = organizations();
    const refused = await sync.run('company', 'compare');
    expect(refused).toMatchObject({ state: 'done', result: { refused: 'creations' } });
    expect(organizations()).toBe(before);
    const wanted = refused?.result?.creations.right ?? 0;
    expect(await sync.run('company', 'approved')).toMatchObject({
      result: { creations: { right: wanted }, refused: null },
    });
    await sync.idle();
    expect(organizations()).toBe(before + wanted);
    const [one] = sync.organizationsNamed('Harbor Nine');
    expect(one).toMatchObject({ fields: { domain: 'harbor-nine.example' } });
    await until(async () => (await sync.due()) === 0, 20_000);
    expect(await sync.run('company', 'dry_run')).toMatchObject({ result: { creations: { right: 0 }, changed: 0 } });
  });
});

describe('a new contact', () => {
  beforeAll(async () => {
    await sync.switches.set(tenant, 'contact', true, 'test');
    expect(await sync.run('contact', 'approved')).toMatchObject({ state: 'done' });
    await sync.idle();
    await sync.look();
    await until(async () => (await cursors()) === 4, 20_000);
  }, 60_000);

  it('is made after its company, belongs to it, and no mail goes out; a default of the helpdesk never travels back', async () => {
    const companyId = sync.made({ kind: 'companies', values: { name: 'Pier Six', domain: 'pier-six.example' } });
    const values = { email: 'ada@pier-six.example', firstname: 'Ada', lastname: 'Moss', phone: '(212) 555-0161' };
    const id = sync.made({ kind: 'contacts', values, companyId });
    await sync.look();
    await until(() => sync.usersWith('ada@pier-six.example').length === 1, 20_000);
    const [organization] = sync.organizationsNamed('Pier Six');
    await until(() => sync.usersWith('ada@pier-six.example')[0]?.organizationId === organization?.id);
    const [user] = sync.usersWith('ada@pier-six.example');
    expect(user).toMatchObject({ name: 'Ada Moss', role: 'end-user' });
    expect(phoneOf(user!)).toBe('+12125550161');
    expect(product.world.people.directory.verificationMails).toEqual([]);
    await sync.settled();
    await sync.settled();
    expect(valueIn(product.world.crm.find('contacts', id)!, 'hs_timezone')).toBeNull();
    expect(await reviewsOf(id)).toEqual([]);
  });

  it('without a name is not made, and is as soon as it has one', async () => {
    const id = sync.made({ kind: 'contacts', values: { email: 'nameless@pier-six.example' } });
    await sync.settled();
    expect(sync.usersWith('nameless@pier-six.example')).toEqual([]);
    editByHand(product.world.crm, { kind: 'contacts', id, values: { lastname: 'Found' } });
    await sync.look();
    await until(() => sync.usersWith('nameless@pier-six.example').length === 1, 20_000);
  });

  it('that is one of the staff is neither made nor touched', async () => {
    const { directory } = product.world.people;
    const staff = directory
      .userIds()
      .flatMap((id) => directory.user(id) ?? [])
      .find(({ role }) => role !== 'end-user')!;
    const before = directory.userIds().length;
    sync.made({ kind: 'contacts', values: { email: staff.email!, firstname: 'Some', lastname: 'Agent' } });
    await sync.settled();
    expect(directory.userIds().length).toBe(before);
    expect(directory.user(staff.id)).toEqual(staff);
  });

  it('that is deleted before it could be made is never made', async () => {
    const id = sync.made({
      kind: 'contacts',
      values: { email: 'oops@pier.example', firstname: 'Oops', lastname: 'Pier' },
    });
    archiveRow(product.world.crm, product.world.crm.find('contacts', id)!);
    const store = createSyncStore(product.database.db, sync.jobs, Date.now);
    await store.transact({ tenant, object: 'contact' }, (tx) => tx.want('left', [id], true));
    await sync.settled();
    expect(sync.usersWith('oops@pier.example')).toEqual([]);
  });

  it('whose deletion is told of before its creation, and its creation again later, is never made (s21)', async () => {
    const values = { email: 'too.soon@pier.example', firstname: 'Too', lastname: 'Soon' };
    const id = sync.made({ kind: 'contacts', values });
    archiveRow(product.world.crm, product.world.crm.find('contacts', id)!);
    const store = createSyncStore(product.database.db, sync.jobs, Date.now);
    const scope = { tenant, object: 'contact' };
    const isRead = async () => (await store.told(scope, 'left', 10)).length === 0;
    // An event says only whose it is, so these are the deletion, the creation, and the creation a second time.
    for (let n = 0; n < 3; n++) {
      await store.tell(scope, 'left', [id]);
      if (n !== 0) await until(isRead, 20_000);
    }
    await sync.settled();
    expect(sync.usersWith(values.email)).toEqual([]);
    expect(await reviewsOf(id)).toEqual([]);
  });
});

describe('a new company whose name the helpdesk has', () => {
  it('is that one, where nothing says otherwise', async () => {
    const one = sync.organizationByHand('Quay Street');
    const id = sync.made({ kind: 'companies', values: { name: 'Quay Street', domain: 'quay.example' } });
    await sync.look();
    await until(async () => (await sync.linkOf('company', id)) === String(one.id), 20_000);
    await until(() => sync.organizationsNamed('Quay Street')[0]?.fields.domain === 'quay.example', 20_000);
    expect(sync.organizationsNamed('Quay Street')).toHaveLength(1);
  });

  it('is a question for a person where its domain is another', async () => {
    sync.organizationByHand('Lock Keepers', { domain: 'lock-keepers.test' });
    const id = sync.made({ kind: 'companies', values: { name: 'Lock Keepers', domain: 'keepers.example' } });
    await sync.look();
    await until(async () => (await reviewsOf(id)).length === 1, 20_000);
    expect(await reviewsOf(id)).toMatchObject([{ why: 'ambiguous_match', blocks: true }]);
    expect(sync.organizationsNamed('Lock Keepers')).toHaveLength(1);
    expect(await sync.linkOf('company', id)).toBeUndefined();
  });
});

it('a record whose creation was done and never answered is there once', async () => {
  const switches = product.world.people.bulk;
  switches.losesAnswers = 1;
  sync.made({ kind: 'companies', values: { name: 'Lost Letter', domain: 'lost-letter.example' } });
  await sync.look();
  await until(() => switches.losesAnswers === 0, 20_000);
  await until(async () => (await sync.waiting()) === 0, 60_000);
  expect(sync.organizationsNamed('Lost Letter')).toHaveLength(1);
}, 90_000);
