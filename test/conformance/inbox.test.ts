import { queues, webhookGroupQueue, webhookQueue } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createInbox } from '@sidelight/api/store/inbox.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { arrivalOf } from './arrival-of.ts';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const acme = requireTenant('acme');
const other = requireTenant('other');
const event = (id: string) => ({ type: 'user.changed', detail: { id }, isAnswer: false });
const told = (deliveryId: string, tenant = acme) =>
  arrivalOf(tenant, deliveryId, { onlyTells: true, event: event(deliveryId) });

onEachDatabase('the inbox', (open) => {
  let opened: OpenDatabase;
  let stage: JobStage;
  beforeAll(async () => {
    opened = await open();
    stage = await openJobStage(opened, [...queues]);
  });
  afterAll(async () => {
    await stage.close();
    await opened.close();
  });
  beforeEach(async () => {
    await sql`delete from webhook_inbox`.execute(opened.db);
    await sql`delete from sidelight_jobs.job`.execute(opened.db);
  });
  const inbox = () => createInbox(opened.db, stage.jobs);
  const jobsOf = async (queue: string) =>
    (await stage.jobs.waiting({ queue }, 1000)).map(({ tenant, ids }) => ({ tenant, ids }));

  it('keeps ids alone of a delivery, with its job', async () => {
    const answer = { type: 'ticket.replied', detail: { id: '7', subject: 'Ana owes 7' }, isAnswer: true };
    expect(await inbox().store(arrivalOf(acme, 'd1', { system: 'billing', event: answer }))).toBe(true);
    const { rows } = await sql<{ body: unknown }>`select body from webhook_inbox`.execute(opened.db);
    expect(rows).toEqual([{ body: { type: 'ticket.replied', id: '7', isAnswer: true } }]);
    expect(await jobsOf(webhookQueue.name)).toEqual([{ tenant: acme, ids: { deliveryId: 'd1', system: 'billing' } }]);
  });

  it('puts those that only tell of a change, and arrive together, into one job a helpdesk', async () => {
    const { store, group } = inbox();
    const arrivals = [
      ...Array.from({ length: 120 }, (_, n) => told(`a${n}`)),
      told('b1', other),
      arrivalOf(acme, 'alone'),
    ];
    expect(await Promise.all(arrivals.map(store))).toEqual(arrivals.map(() => true));
    expect(await jobsOf(webhookQueue.name)).toEqual([{ tenant: acme, ids: { deliveryId: 'alone' } }]);
    const groups = await jobsOf(webhookGroupQueue.name);
    const own = groups.filter(({ tenant }) => tenant === acme);
    expect([groups.length, own.length]).toEqual([2, 1]);
    const found = await group(acme, own[0]!.ids.groupId!);
    expect(found.map(({ deliveryId }) => deliveryId).toSorted()).toEqual(
      Array.from({ length: 120 }, (_, n) => `a${n}`).toSorted(),
    );
  });

  it('knows a delivery that is sent again, also within one group and by two servers that overlap', async () => {
    const [one, two] = [inbox(), inbox()];
    expect(await Promise.all([one.store(told('d1')), one.store(told('d1'))])).toEqual([true, false]);
    const ids = Array.from({ length: 150 }, (_, n) => `x${n}`);
    const [a, b] = await Promise.all([
      Promise.all(ids.map((id) => one.store(told(id)))),
      Promise.all(ids.toReversed().map((id) => two.store(told(id)))),
    ]);
    expect([...a, ...b].filter((isNew) => isNew)).toHaveLength(ids.length);
  });

  it('no job is made of a group that was there already', async () => {
    await inbox().store(told('d1'));
    await sql`delete from sidelight_jobs.job`.execute(opened.db);
    expect(await inbox().store(told('d1'))).toBe(false);
    expect(await jobsOf(webhookGroupQueue.name)).toEqual([]);
  });

  it('answers of a group what nobody has handled, and what cannot be read as such', async () => {
    const { store, group, markHandled } = inbox();
    await Promise.all(['d1', 'd2', 'd3'].map((id) => store(told(id))));
    const groupId = (await jobsOf(webhookGroupQueue.name))[0]!.ids.groupId!;
    await sql`update webhook_inbox set body = '[]' where delivery_id = 'd2'`.execute(opened.db);
    await markHandled(acme, [{ system: 'helpdesk', deliveryId: 'd1' }]);
    const found = (await group(acme, groupId)).toSorted((a, b) => (a.deliveryId < b.deliveryId ? -1 : 1));
    expect(found.map(({ deliveryId, delivery }) => [deliveryId, delivery === 'damaged'])).toEqual([
      ['d2', true],
      ['d3', false],
    ]);
    expect(await group(other, groupId)).toEqual([]);
  });

  it('answers with a group what other groups of the helpdesk wait for, and nothing once its own is handled', async () => {
    const { store, group, markHandled } = inbox();
    await Promise.all(['d1', 'd2'].map((id) => store(told(id))));
    const first = (await jobsOf(webhookGroupQueue.name))[0]!.ids.groupId!;
    // Nobody joins what is being worked on.
    await stage.jobs.claim(webhookGroupQueue, 1);
    await Promise.all([store(told('d3')), store(told('b1', other)), store(arrivalOf(acme, 'alone'))]);
    const found = (await group(acme, first)).map(({ deliveryId, isOwn }) => [deliveryId, isOwn]);
    expect(found.toSorted()).toEqual([
      ['d1', true],
      ['d2', true],
      ['d3', false],
    ]);
    await markHandled(acme, [
      { system: 'helpdesk', deliveryId: 'd1' },
      { system: 'helpdesk', deliveryId: 'd2' },
    ]);
    expect(await group(acme, first)).toEqual([]);
  });
});
