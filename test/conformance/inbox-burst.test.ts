import { webhookGroupQueue, webhookQueue } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createInbox } from '@sidelight/api/store/inbox.ts';
import { joinArrivals } from '@sidelight/api/store/join-arrivals.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { arrivalOf } from './arrival-of.ts';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const acme = requireTenant('acme');
const other = requireTenant('other');
const told = (deliveryId: string, tenant = acme) => arrivalOf(tenant, deliveryId, { onlyTells: true });
const many = (count: number, name: string) => Array.from({ length: count }, (_, n) => `${name}${n}`);
/** No text of PostgreSQL's may hold it. */
const UNSTORABLE = 'bad\u0000';

onEachDatabase('deliveries that arrive together', (open, database) => {
  let opened: OpenDatabase;
  let stage: JobStage;
  beforeAll(async () => {
    opened = await open();
    stage = await openJobStage(opened, [webhookQueue, webhookGroupQueue]);
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
  const stored = async () =>
    (await opened.db.selectFrom('webhook_inbox').select('delivery_id').execute()).map((row) => row.delivery_id);
  const groups = async () =>
    (await stage.jobs.waiting({ queue: webhookGroupQueue.name }, 1000)).map(({ ids }) => ids.groupId);
  const groupOf = async (deliveryId: string) =>
    (
      await opened.db
        .selectFrom('webhook_inbox')
        .select('group_id')
        .where('delivery_id', '=', deliveryId)
        .executeTakeFirstOrThrow()
    ).group_id;

  /** However slow the machine is. */
  const asOfNow = () => sql`update sidelight_jobs.job set created_on = now()`.execute(opened.db);

  it('are all stored but for the one that cannot be', async () => {
    const { store } = inbox();
    const ids = [...many(60, 'a'), UNSTORABLE, ...many(60, 'b')];
    const answers = await Promise.allSettled(ids.map((id) => store(told(id))));
    expect(ids.filter((_, n) => answers[n]?.status === 'rejected')).toEqual([UNSTORABLE]);
    expect((await stored()).toSorted()).toEqual(ids.filter((id) => id !== UNSTORABLE).toSorted());
  });

  it('are stored once where they are the same, and every one is answered', async () => {
    const { store } = inbox();
    const ids = [...many(20, 'a'), ...many(20, 'a'), 'alone', 'alone'];
    const isNew = await Promise.all(ids.map((id) => store({ ...told(id), onlyTells: id !== 'alone' })));
    expect([isNew.length, isNew.filter(Boolean).length]).toEqual([42, 21]);
    expect((await stored()).toSorted()).toEqual([...many(20, 'a'), 'alone'].toSorted());
    expect(await stage.jobs.waiting({ queue: webhookQueue.name }, 10)).toHaveLength(1);
  });

  it('are all refused where nothing can be stored, none of them half, and stored when they come again', async () => {
    const { store } = inbox();
    const ids = many(30, 'a');
    await sql`alter table webhook_inbox rename to webhook_inbox_away`.execute(opened.db);
    const answers = await Promise.allSettled(ids.map((id) => store(told(id))));
    await sql`alter table webhook_inbox_away rename to webhook_inbox`.execute(opened.db);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['rejected']));
    expect([await stored(), await groups()]).toEqual([[], []]);
    expect(await Promise.all(ids.map((id) => store(told(id))))).toEqual(ids.map(() => true));
  });

  it('of one helpdesk, however many, do not hold up what another one is sent', async () => {
    const { store } = inbox();
    let answered = 0;
    const flood = many(1500, 'a').map(async (id) => {
      await store(told(id));
      answered++;
    });
    await store(told('b', other));
    // The statement it was in holds 200; those of the flood that were answered by then were in it, or before.
    expect(answered).toBeLessThanOrEqual(400);
    await Promise.all(flood);
    expect(await stored()).toHaveLength(1501);
  });

  it('join the job of those before them, until somebody takes it', async () => {
    const { store } = inbox();
    await store(told('d1'));
    await asOfNow();
    await Promise.all([store(told('d2')), store(told('b', other))]);
    const [own, ...more] = [...new Set([await groupOf('d1'), await groupOf('d2')])];
    expect([more, (await groups()).length]).toEqual([[], 2]);
    const taken = await stage.jobs.claim(webhookGroupQueue, 8);
    expect(taken).toHaveLength(2);
    await store(told('d3'));
    expect(await groupOf('d3')).not.toBe(own);
    expect(await groups()).toContain(await groupOf('d3'));
  });

  it('join none that waits after a failure, nor one that is so old that nobody may have come to it', async () => {
    const { store } = inbox();
    await store(told('d1'));
    const [taken] = await stage.jobs.claim(webhookGroupQueue, 1);
    await stage.jobs.retry(webhookGroupQueue, taken!, 60_000);
    await store(told('d2'));
    expect(await groupOf('d2')).not.toBe(await groupOf('d1'));
    await sql`update sidelight_jobs.job set created_on = created_on - interval '2 seconds'`.execute(opened.db);
    await store(told('d3'));
    expect(new Set([await groupOf('d1'), await groupOf('d2'), await groupOf('d3')]).size).toBe(3);
  });

  // With the one connection of PGlite, nobody looks while a transaction is open.
  it.skipIf(database === 'PGlite')('hold the job they join until they are there to be found, or are not', async () => {
    await inbox().store(told('d1'));
    await asOfNow();
    const joined = opened.db.transaction().execute(async (tx) => {
      expect(await joinArrivals(tx, stage.jobs, [told('d2'), told('b', other)])).toEqual([true, 'no_job']);
      expect(await stage.jobs.claim(webhookGroupQueue, 8)).toEqual([]);
      throw new Error('not stored');
    });
    await expect(joined).rejects.toThrow('not stored');
    expect(await stored()).toEqual(['d1']);
    expect(await stage.jobs.claim(webhookGroupQueue, 8)).toHaveLength(1);
  });
});
