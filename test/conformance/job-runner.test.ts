import { createJobRunner, type JobRunner } from '@sidelight/api/composition/jobs.ts';
import type { TenantJobs } from '@sidelight/api/composition/tenant-jobs.ts';
import { done, type Outcome, retry } from '@sidelight/api/jobs/outcome.ts';
import { markQueue, queues, webhookQueue } from '@sidelight/api/jobs/queues.ts';
import { steadyNow } from '@sidelight/api/steady-clock.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { requireTenant, type TenantId } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { until } from '../flow/until.ts';
import { deadLettersOf, type JobStage, openJobStage, silent } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const [acme, gone, asleep] = ['acme', 'gone', 'asleep'].map(requireTenant) as [TenantId, TenantId, TenantId];

onEachDatabase('the workers of a process', (open) => {
  let opened: OpenDatabase;
  let stage: JobStage;
  let runner: JobRunner | undefined;
  beforeAll(async () => {
    opened = await open();
    stage = await openJobStage(opened, [...queues]);
  });
  afterAll(async () => {
    await stage.close();
    await opened.close();
  });
  afterEach(async () => {
    await runner?.stop(0);
    runner = undefined;
    await sql`delete from sidelight_jobs.job`.execute(opened.db);
    await opened.db.deleteFrom('dead_letters').execute();
  });

  const put = (tenant: TenantId, deliveryId: string) =>
    opened.db.transaction().execute((tx) => stage.jobs.put(tx, webhookQueue, [{ tenant, ids: { deliveryId } }]));
  const waiting = () => stage.jobs.waiting({}, 100);

  /** Nobody is at `gone`; `asleep` cannot be woken the first time. */
  function start(webhook: TenantJobs['webhook']): { readonly wakes: TenantId[] } {
    const wakes: TenantId[] = [];
    const nothing = { run: async () => done, abandon: async () => {} };
    runner = createJobRunner({
      ...{ jobs: stage.jobs, database: opened, log: silent, steadyNow, random: () => 0 },
      atWork: () => [],
      async wake(tenant) {
        wakes.push(tenant);
        if (tenant === gone) return undefined;
        if (tenant === asleep && wakes.filter((one) => one === asleep).length === 1) throw new Error('not now');
        return {
          jobs: {
            webhook,
            webhookGroup: async () => done,
            alert: nothing,
            mark: nothing,
            sync: nothing,
            syncMake: nothing,
            newCustomer: nothing,
            syncRun: nothing,
            support: nothing,
            issueWatch: async () => done,
            erasure: async () => done,
          },
        };
      },
    });
    runner.start();
    return { wakes };
  }

  it('begin a job as soon as it is there, though they look for one seldom', async () => {
    const begun: string[] = [];
    start(async ({ deliveryId }) => {
      begun.push(deliveryId);
      return done;
    });
    await until(async () => opened.notifications.isListening());
    await new Promise((resolve) => setTimeout(resolve, 300));
    await put(acme, 'd1');
    await until(() => begun.length === 1, 3000);
    await until(async () => (await waiting()).length === 0);
  });

  it('come back to a job when its pause is over, and to one whose tenant could not be woken', async () => {
    const tries: string[] = [];
    const { wakes } = start(async ({ deliveryId }): Promise<Outcome> => {
      tries.push(deliveryId);
      return tries.filter((one) => one === deliveryId).length === 1 ? retry('no_answer') : done;
    });
    await put(acme, 'd1');
    await until(() => tries.length === 2, 8000);
    await put(asleep, 'd2');
    await until(() => tries.filter((one) => one === 'd2').length === 2, 12_000);
    expect(wakes.filter((one) => one === asleep)).toHaveLength(3);
    await until(async () => (await waiting()).length === 0);
  });

  it('give up what is a tenant’s that nobody has let in', async () => {
    start(async () => done);
    await put(gone, 'd1');
    await until(async () => (await deadLettersOf(opened, stage.jobs)).length === 1);
    expect(await deadLettersOf(opened, stage.jobs)).toMatchObject([{ tenant: 'gone', reason: 'not_connected' }]);
  });

  it('let what runs end when they stop, call off what takes too long, and leave the rest to others', async () => {
    const ended: string[] = [];
    const begun: string[] = [];
    start(async ({ deliveryId }, signal) => {
      begun.push(deliveryId);
      const ms = deliveryId === 'short' ? 300 : 60_000;
      await new Promise<void>((resolve) => {
        setTimeout(resolve, ms).unref();
        signal.addEventListener('abort', () => resolve());
      });
      if (signal.aborted) return retry('no_answer');
      ended.push(deliveryId);
      return done;
    });
    for (const id of ['short', 'long']) await put(acme, id);
    await until(() => begun.length === 2);
    await runner!.stop(1000);
    await put(acme, 'after');
    expect(ended).toEqual(['short']);
    const left = await waiting();
    expect(left.map(({ ids, isRunning }) => [ids.deliveryId, isRunning])).toEqual([
      ['long', false],
      ['after', false],
    ]);
    // Both at once: no pause was put before the one that was called off.
    expect(await stage.jobs.claim(webhookQueue, 9)).toHaveLength(2);
    expect(await stage.jobs.claim(markQueue, 9)).toEqual([]);
  });
});
