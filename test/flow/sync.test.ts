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
import { valueIn } from '../world/vendors/hubspot-rows.ts';
import { editUser, removeUser } from '../world/vendors/zendesk-by-hand.ts';
import { phoneOf } from '../world/vendors/zendesk-user-state.ts';
import { type Product, startProduct } from './start-product.ts';
import { until } from './until.ts';

const tenant = requireTenant('acme');
/** Two fields, one with an owner and one that both may change. */
const sync = Sync.parse({
  owners: { business: 'sales_ops', technical: 'integrations' },
  wave: { deletes: 0.1, changes: 0.5, atLeast: 5 },
  objects: {
    contact: {
      label: 'Contact',
      at: { crm: 'contacts', helpdesk: 'users' },
      match: ['email'],
      first: 'crm',
      fields: {
        email: {
          label: 'E-mail',
          type: 'email',
          at: { crm: 'email', helpdesk: 'email' },
          owner: 'crm',
          foreignEdit: 'show',
          class: 'personal',
        },
        phone: {
          ...{
            label: 'Phone',
            type: 'phone',
            region: 'US',
            at: { crm: 'phone', helpdesk: 'phone' },
            class: 'personal',
          },
          ...{ direction: 'two_way', rule: 'newest_with_review', nulls: 'propagate' },
        },
      },
    },
  },
});

let product: Product;
let jobs: Awaited<ReturnType<typeof openJobQueue>>;
beforeAll(async () => {
  product = await startProduct({ changeMap: (map) => ({ ...map, sync }) });
  jobs = await openJobQueue({ database: product.database, queues, onTrouble() {} });
}, 90_000);
afterAll(async () => {
  await jobs.close();
  await product.stop();
});

const parts = () => {
  const { db } = product.database;
  return {
    runs: createSyncRuns(db, jobs),
    switches: createSyncSwitches(db, jobs),
    decisions: createSyncDecisions(db, jobs),
    reviews: () => createSyncStatus(db).openItems(tenant, {}, 10),
  };
};
async function run(kind: 'dry_run' | 'compare' | 'approved') {
  const { runs } = parts();
  const id = await runs.ask(tenant, 'contact', kind, 'test');
  await until(async () => ['done', 'failed'].includes((await runs.find(tenant, id))?.state ?? ''), 20_000);
  return runs.find(tenant, id);
}

/** As the sweep does every 15 seconds: both sides are asked for what has changed. */
async function look(): Promise<void> {
  await sql`update sync_switches set asked_left_at = 'epoch', asked_right_at = 'epoch'`.execute(product.database.db);
  await parts().switches.ask([tenant]);
}
/** One person on both sides, linked. */
async function someone(n: number) {
  const [row] = await product.database.db
    .selectFrom('sync_records')
    .selectAll()
    .orderBy('left_id')
    .offset(n)
    .limit(1)
    .execute();
  if (!row) throw new Error('nobody is linked');
  const { directory, writes } = product.world.people;
  return {
    userId: Number(row.right_id),
    contactId: row.left_id,
    inCrm: () => valueIn(product.world.crm.find('contacts', row.left_id)!, 'phone') || null,
    inHelpdesk: () => {
      const user = directory.user(Number(row.right_id));
      return user ? phoneOf(user) : null;
    },
    editInCrm: (phone: string) =>
      editByHand(product.world.crm, { kind: 'contacts', id: row.left_id, values: { phone } }),
    editInHelpdesk: (phone: string) => editUser(directory, writes, Number(row.right_id), { phone }),
  };
}

describe('sync', () => {
  it('says first what it would do, and does nothing', async () => {
    const dry = await run('dry_run');
    expect(dry).toMatchObject({ state: 'done', result: { alone: { left: expect.any(Number) }, changed: 0 } });
    expect(dry?.result?.newLinks).toBeGreaterThan(20);
    expect(await product.database.db.selectFrom('sync_records').selectAll().execute()).toEqual([]);
  });

  it('compares nothing for good until it is switched on', async () => {
    expect(await run('compare')).toMatchObject({ state: 'failed', reason: 'switched_off' });
    await parts().switches.set(tenant, 'contact', true, 'test');
    const first = await run('compare');
    expect(first).toMatchObject({ state: 'done' });
    expect(first?.result?.linked).toBeGreaterThan(20);
    await look();
    await until(async () => (await cursors()) === 2);
  });

  it('takes an edit from either side to the other, in its own spelling', async () => {
    const person = await someone(1);
    person.editInCrm('(212) 555-0142');
    await look();
    await until(() => person.inHelpdesk() === '+12125550142', 15_000);
    await apart();
    person.editInHelpdesk('+12125550177');
    await until(() => person.inCrm() === '+12125550177', 15_000);
    expect(await parts().reviews()).toEqual([]);
  });

  it('writes nothing back that it wrote itself', async () => {
    const before = writesSeen();
    await look();
    await look();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(writesSeen()).toBe(before);
  });

  it('asks a person where both sides changed at once, writes nothing meanwhile, and then what was chosen', async () => {
    const person = await someone(2);
    person.editInCrm('+12125550111');
    await look();
    await until(() => person.inHelpdesk() === '+12125550111', 15_000);
    person.editInHelpdesk('+12125550122');
    await until(async () => (await parts().reviews()).length === 1, 15_000);
    const [item] = await parts().reviews();
    expect(item).toMatchObject({ why: 'inside_window', blocks: true, left: '+12125550111', right: '+12125550122' });
    expect(person.inCrm()).toBe('+12125550111');
    await parts().decisions.choose(tenant, [item!.id], { kind: 'right' }, 'lead-1');
    await until(() => person.inCrm() === '+12125550122', 15_000);
    await until(async () => (await parts().reviews()).length === 0);
    expect(person.inHelpdesk()).toBe('+12125550122');
  });

  it('finds out by reading what became of a write whose answer was lost, and writes it once', async () => {
    const person = await someone(3);
    product.world.crm.switches.losesAnswers = 1;
    const before = writesSeen();
    person.editInHelpdesk('+12125550133');
    await until(() => person.inCrm() === '+12125550133', 15_000);
    await until(async () => (await batches()) === 0, 20_000);
    expect(writesSeen()).toBe(before + 1);
  }, 60_000);

  it('writes nothing while it is switched off, and what waited when it is on again', async () => {
    const person = await someone(4);
    await parts().switches.set(tenant, 'contact', false, 'test');
    person.editInCrm('+12125550144');
    await look();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(person.inHelpdesk()).not.toBe('+12125550144');
    await parts().switches.set(tenant, 'contact', true, 'test');
    await look();
    await until(() => person.inHelpdesk() === '+12125550144', 15_000);
  });

  it('reads in batches what it is told of, and loses none of many edits at once', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, (_, n) => someone(n + 6)));
    const numberOf = (n: number) => `+1212555${String(2000 + n)}`;
    const before = readsOfUsers();
    // What is read one by one while the others come is not held back for them.
    for (const [n, person] of people.entries()) person.editInHelpdesk(numberOf(n));
    await until(() => people.every((person, n) => person.inCrm() === numberOf(n)), 20_000);
    await until(async () => (await toldOf()) === 0);
    expect(readsOfUsers() - before).toBeLessThan(people.length);
  }, 40_000);

  it('neither deletes nor brings back what one side has deleted: a person is asked', async () => {
    const person = await someone(5);
    expect(removeUser(product.world.people.directory, person.userId)).toBe(true);
    await run('compare');
    await until(async () => (await parts().reviews()).some(({ why }) => why === 'gone_on_right'));
    person.editInCrm('+12125550155');
    await look();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(product.world.people.directory.user(person.userId)?.isActive).toBe(false);
    expect(valueIn(product.world.crm.find('contacts', person.contactId)!, 'phone')).toBe('+12125550155');
  });

  it('does nothing where half of a side is missing all at once, until somebody says that it is right', async () => {
    const { directory } = product.world.people;
    const rows = await product.database.db
      .selectFrom('sync_records')
      .select('right_id')
      .where('hold', 'is', null)
      .execute();
    // What the helpdesk tells meanwhile is not listened to.
    await parts().switches.set(tenant, 'contact', false, 'test');
    for (const { right_id } of rows.slice(0, 12)) removeUser(directory, Number(right_id));
    await product.world.webhooks.settled();
    await until(async () => (await unhandled()) === 0);
    await parts().switches.set(tenant, 'contact', true, 'test');
    const before = await held();
    const found = await run('compare');
    expect(found).toMatchObject({ state: 'done', result: { refused: 'deletes', gone: { left: 0, right: 12 } } });
    expect(await held()).toBe(before);
    expect(await run('approved')).toMatchObject({ result: { gone: { right: 12 } } });
    expect(await held()).toBe(before + 12);
  });
});

const unhandled = async () =>
  (
    await product.database.db
      .selectFrom('webhook_inbox')
      .select('delivery_id')
      .where('handled_at', 'is', null)
      .execute()
  ).length;
const held = async () =>
  (await product.database.db.selectFrom('sync_records').select('id').where('hold', 'is not', null).execute()).length;
/** Long enough that one edit is clearly the later one. */
const apart = () => new Promise((resolve) => setTimeout(resolve, 7000));
const batches = async () => (await product.database.db.selectFrom('sync_batches').selectAll().execute()).length;
const toldOf = async () => (await product.database.db.selectFrom('sync_told').selectAll().execute()).length;
const readsOfUsers = () =>
  product.world.calls.list().filter(({ path, method }) => method === 'GET' && /users\/show_many/.test(path)).length;
const cursors = async () => (await product.database.db.selectFrom('sync_cursors').selectAll().execute()).length;
const writesSeen = () =>
  product.world.calls
    .list()
    .filter(({ path, method }) => /batch\/update|users\/\d+$|update_many/.test(path) && method !== 'GET').length;
