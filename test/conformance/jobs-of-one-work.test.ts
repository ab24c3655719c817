import type { Queue } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const [acme, other] = [requireTenant('acme'), requireTenant('other')];
const ordered: Queue<{ n: string }> = {
  ...{ name: 'ordered', ids: z.strictObject({ n: z.string() }), attempts: 3, isOrdered: true },
  ...{ backoff: { firstMs: 10_000, maxMs: 60_000 }, holdMs: 1000, concurrency: 4, perTenant: 2 },
};

onEachDatabase('jobs that say the same', (open) => {
  let opened: OpenDatabase;
  let stage: JobStage;
  beforeAll(async () => {
    opened = await open();
    stage = await openJobStage(opened, [ordered]);
  });
  afterAll(async () => {
    await stage.close();
    await opened.close();
  });
  afterEach(async () => {
    await sql`delete from sidelight_jobs.job`.execute(opened.db);
  });
  const put = (n: string, tenant: typeof acme, order?: string) =>
    opened.db.transaction().execute((tx) => stage.jobs.put(tx, ordered, [{ tenant, ids: { n }, order }]));
  const waiting = () => stage.jobs.waiting({}, 100);

  it('puts none on an ordered queue that says the same as one that waits, and one beside those that are worked on', async () => {
    await put('1', acme, 'a');
    await put('1', acme, 'a');
    expect(await waiting()).toHaveLength(1);
    await put('2', acme, 'a');
    await put('1', other, 'a');
    await put('1', acme, 'b');
    expect(await waiting()).toHaveLength(4);
    const [taken] = await stage.jobs.claim({ ...ordered, perTenant: 1 }, 1);
    await put('1', acme, taken?.order);
    expect(await waiting()).toHaveLength(5);
  });

  it('lets nobody take one that waits before the transaction ends that leaves its work to it, and tells of it then', async () => {
    const told: string[] = [];
    const stop = opened.notifications.listen(
      'job',
      (name) => void told.push(name),
      () => {},
    );
    await put('1', acme, 'a');
    // What tests before this one made is told in its turn: heard is all of it once this is.
    await opened.notifications.tell('job', 'all of it');
    await expect.poll(() => told).toContain('all of it');
    told.length = 0;
    // PGlite has one connection: nobody else can look meanwhile.
    const look = () => (opened.kind === 'pglite' ? [] : stage.jobs.claim(ordered, 1));
    await opened.db.transaction().execute(async (tx) => {
      await stage.jobs.put(tx, ordered, [{ tenant: acme, ids: { n: '1' }, order: 'a' }]);
      expect(await look()).toEqual([]);
    });
    await expect.poll(() => told).toEqual(['ordered']);
    expect(await stage.jobs.claim(ordered, 1)).toHaveLength(1);
    stop();
  });
});
