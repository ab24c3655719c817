import { webhookQueue } from '@sidelight/api/jobs/queues.ts';
import { createLeases } from '@sidelight/api/store/coordination.ts';
import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { createTaskClaims } from '@sidelight/api/store/task-claims.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SetClock, takeClock } from '../flow/set-clock.ts';
import { openJobStage } from './job-stage.ts';

const HOUR_MS = 3_600_000;
const acme = requireTenant('acme');

/** The database in this process goes by this process's clock. */
describe('what was put off before the clock of the database was set back', () => {
  let clock: SetClock;
  let database: OpenDatabase;
  beforeEach(async () => {
    clock = takeClock();
    database = await openDatabase({ inMemory: true });
  });
  afterEach(async () => {
    await database.close();
    clock.restore();
  });

  it('scheduled work is due at once, and then again after its time', async () => {
    const { claim } = createTaskClaims(database.db);
    const task = { name: 'sweep', everyMs: 30_000, run: async () => {} };
    expect(await claim([task])).toEqual(['sweep']);
    expect(await claim([task])).toEqual([]);
    clock.jump(-HOUR_MS);
    expect(await claim([task])).toEqual(['sweep']);
    expect(await claim([task])).toEqual([]);
    clock.jump(31_000);
    expect(await claim([task])).toEqual(['sweep']);
  });

  it('a lease of a process that is gone is taken over, and one that is held is not', async () => {
    const leases = createLeases(database.db);
    expect(await leases.take(acme, 'health', 'gone', 4000)).toBe(true);
    expect(await leases.take(acme, 'health', 'next', 4000)).toBe(false);
    clock.jump(-HOUR_MS);
    expect(await leases.take(acme, 'health', 'next', 4000)).toBe(true);
    expect(await leases.take(acme, 'health', 'third', 4000)).toBe(false);
  });

  it('a job that waits is due, and what is put off now waits its time', async () => {
    const stage = await openJobStage(database, [webhookQueue]);
    const put = (deliveryId: string) =>
      stage.jobs.put(database.db, webhookQueue, [{ tenant: acme, ids: { deliveryId } }]);
    try {
      await put('before');
      clock.jump(-HOUR_MS);
      expect(await stage.jobs.claim(webhookQueue, 5), 'not yet').toEqual([]);
      await stage.jobs.reclaim();
      const [job] = await stage.jobs.claim(webhookQueue, 5);
      expect(job?.data).toMatchObject({ deliveryId: 'before' });
      await stage.jobs.retry(webhookQueue, job!, 60_000);
      await stage.jobs.reclaim();
      expect(await stage.jobs.claim(webhookQueue, 5)).toEqual([]);
      clock.jump(61_000);
      expect(await stage.jobs.claim(webhookQueue, 5)).toHaveLength(1);
    } finally {
      await stage.close();
    }
  });
});
