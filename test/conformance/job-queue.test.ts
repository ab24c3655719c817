import { openJobQueue } from '@sidelight/api/jobs/job-queue.ts';
import { done, giveUp, type Outcome, putOff, retry } from '@sidelight/api/jobs/outcome.ts';
import type { Attempt } from '@sidelight/api/jobs/perform.ts';
import type { Queue } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createDeadLetters } from '@sidelight/api/store/dead-letter-log.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { deadLettersOf, type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const [acme, other] = [requireTenant('acme'), requireTenant('other')];
const plain: Queue<{ n: string }> = {
  ...{ name: 'plain', ids: z.strictObject({ n: z.string() }), attempts: 3, isOrdered: false },
  ...{ backoff: { firstMs: 10_000, maxMs: 60_000 }, holdMs: 1000, concurrency: 4, perTenant: 2 },
};
const ordered: Queue<{ n: string }> = { ...plain, name: 'ordered', isOrdered: true };

onEachDatabase('the job queue', (open) => {
  let opened: OpenDatabase;
  let stage: JobStage;
  beforeAll(async () => {
    opened = await open();
    stage = await openJobStage(opened, [plain, ordered]);
  });
  afterAll(async () => {
    await stage.close();
    await opened.close();
  });
  afterEach(async () => {
    await sql`delete from sidelight_jobs.job`.execute(opened.db);
    await opened.db.deleteFrom('dead_letters').execute();
  });

  const put = (n: string, tenant = acme, queue = plain, order?: string) =>
    opened.db.transaction().execute((tx) => stage.jobs.put(tx, queue, [{ tenant, ids: { n }, order }]));
  const waiting = () => stage.jobs.waiting({}, 100);
  /** Does as it is told for each job, and remembers what it was given. */
  function handler(tell: (job: Attempt<{ n: string }>) => Outcome | Promise<Outcome>) {
    const seen: string[] = [];
    return {
      seen,
      async run(job: Attempt<{ n: string }>) {
        seen.push(`${job.tenant} ${job.ids.n} ${job.attempt}${job.isLast ? ' last' : ''}`);
        return await tell(job);
      },
    };
  }

  it('has a job once what caused it is committed, tells of it, and has none of what was rolled back', async () => {
    const told: string[] = [];
    const stop = opened.notifications.listen(
      'job',
      (name) => void told.push(name),
      () => {},
    );
    const taken = opened.db.transaction().execute(async (tx) => {
      await stage.jobs.put(tx, plain, [{ tenant: acme, ids: { n: '1' } }]);
      throw new Error('rolled back');
    });
    await expect(taken).rejects.toThrow('rolled back');
    expect(await waiting()).toEqual([]);
    await put('2');
    expect(await waiting()).toMatchObject([
      { queue: 'plain', tenant: 'acme', ids: { n: '2' }, attempts: 0, isRunning: false },
    ]);
    await expect.poll(() => told).toEqual(['plain']);
    stop();
  });

  it('tries again after a growing pause, so often, and keeps why it gave up', async () => {
    await put('1');
    const failing = handler(() => retry('no_answer'));
    for (const pauseMs of [10_000, 20_000]) {
      expect(await stage.work(plain, failing)).toBe(1);
      expect(Math.abs((await stage.dueInMs())! - pauseMs)).toBeLessThan(3000);
      await stage.makeDue();
    }
    await stage.work(plain, failing);
    expect(failing.seen).toEqual(['acme 1 1', 'acme 1 2', 'acme 1 3 last']);
    expect(await waiting()).toEqual([]);
    expect(await deadLettersOf(opened, stage.jobs)).toMatchObject([
      { queue: 'plain', tenant: 'acme', ids: { n: '1' }, attempts: 3, reason: 'no_answer' },
    ]);
  });

  it('waits as long as the other side asked for', async () => {
    await put('1');
    await stage.work(
      plain,
      handler(() => retry('no_answer', 45_000)),
    );
    expect(Math.abs((await stage.dueInMs())! - 45_000)).toBeLessThan(3000);
  });

  it('gives up at once where the handler says so, and what nobody can read without asking it', async () => {
    await put('1');
    const refusing = handler(() => giveUp('refused'));
    await stage.work(plain, refusing);
    await put('2');
    await sql`update sidelight_jobs.job set data = '{"tenant":"acme","content":"x"}'`.execute(opened.db);
    await stage.work(plain, refusing);
    await put('3');
    await sql`update sidelight_jobs.job set data = '[7]'`.execute(opened.db);
    await stage.work(plain, refusing);
    expect(refusing.seen).toEqual(['acme 1 1']);
    const letters = await deadLettersOf(opened, stage.jobs);
    expect(letters.map(({ reason }) => reason).sort()).toEqual(['refused', 'unreadable', 'unreadable']);
    // Whose nobody can say, nobody puts back.
    expect(await createDeadLetters(opened.db, stage.jobs).retry(letters)).toBe(2);
  });

  it('is not done with a job whose handler throws', async () => {
    await put('1');
    const abandoned: string[] = [];
    const broken = {
      run: () => Promise.reject(new TypeError('a customer’s name')),
      abandon: async (_tenant: string, { n }: { n: string }) => void abandoned.push(n),
    };
    for (let n = 0; n < 3; n++) {
      await stage.work(plain, broken);
      await stage.makeDue();
    }
    expect(await deadLettersOf(opened, stage.jobs)).toMatchObject([{ reason: 'bug', attempts: 3 }]);
    expect(abandoned).toEqual(['1']);
    const { rows } = await sql`select * from dead_letters`.execute(opened.db);
    expect(JSON.stringify(rows)).not.toContain('customer');
  });

  it('puts what was given up back once, however often it is said, with all its tries before it', async () => {
    await put('1', acme, ordered, 'a');
    await stage.work(
      ordered,
      handler(() => giveUp('refused')),
    );
    const letters = createDeadLetters(opened.db, stage.jobs);
    const found = await letters.list({ reason: 'refused', tenant: acme, queue: 'ordered' }, 10);
    const counts = await Promise.all([letters.retry(found), letters.retry(found)]);
    expect(counts.sort()).toEqual([0, 1]);
    expect(await letters.retry(found)).toBe(0);
    const again = handler(() => done);
    expect(await stage.work(ordered, again)).toBe(1);
    expect(again.seen).toEqual(['acme 1 1']);
    expect(await deadLettersOf(opened, stage.jobs)).toEqual([]);
  });

  it('forgets what is discarded', async () => {
    const letters = createDeadLetters(opened.db, stage.jobs);
    for (const n of ['1', '2']) await put(n);
    await stage.work(
      plain,
      handler(() => giveUp('refused')),
    );
    const [first] = await letters.list({}, 10);
    expect([await letters.discard([first!]), await letters.discard([first!])]).toEqual([1, 0]);
    expect(await letters.list({}, 10)).toHaveLength(1);
  });

  it('is shared by processes: each job is one’s alone', async () => {
    const beside = await openJobStage(opened, [plain, ordered]);
    for (let n = 0; n < 12; n++) await put(String(n), requireTenant(`tenant-${n % 6}`));
    const seen: string[] = [];
    const slow = {
      async run({ ids }: Attempt<{ n: string }>) {
        seen.push(ids.n);
        await new Promise((resolve) => setTimeout(resolve, 10));
        return done;
      },
    };
    const counts = await Promise.all([stage, beside].map((one) => one.work(plain, slow)));
    expect(counts[0]! + counts[1]!).toBe(12);
    expect(new Set(seen).size).toBe(12);
    await beside.close();
  });

  it('that one process lets go of is at once another’s', async () => {
    await put('1');
    const [job] = await stage.jobs.claim(plain, 1);
    await stage.jobs.release(plain, job!);
    const after = handler(() => done);
    expect(await stage.work(plain, after)).toBe(1);
    expect(after.seen).toEqual(['acme 1 1']);
  });

  it('of a process that died is taken again after its hold, and what that process says then counts for nothing', async () => {
    await put('1', acme, ordered, 'a');
    const [held] = await stage.jobs.claim(ordered, 1);
    await stage.jobs.reclaim();
    expect(await stage.jobs.claim(ordered, 1)).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    await stage.jobs.reclaim();
    const [again] = await stage.jobs.claim(ordered, 1);
    expect([again?.id, again?.claim]).toEqual([held?.id, 2]);
    await stage.jobs.done(ordered, held!);
    await stage.jobs.retry(ordered, held!, 5000);
    await stage.jobs.giveUp(ordered, held!, 'refused');
    expect(await waiting()).toMatchObject([{ isRunning: true, attempts: 2 }]);
    expect(await deadLettersOf(opened, stage.jobs)).toEqual([]);
  });

  it('waits for no hold where the next process knows that it is alone', async () => {
    await put('1', acme, ordered, 'a');
    const [held] = await stage.jobs.claim(ordered, 1);
    await sql`update sidelight_jobs.job set expire_seconds = 3600`.execute(opened.db);
    const next = await openJobQueue({ database: opened, queues: [ordered], isAlone: true, onTrouble() {} });
    // It looks for such jobs once a second at most.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await next.reclaim();
    const [again] = await next.claim(ordered, 1);
    expect([again?.id, again?.claim]).toEqual([held?.id, 2]);
    await next.close();
  });

  it('of processes that died has all its tries before it, and the first pause after the first of them', async () => {
    await put('1');
    await sql`update sidelight_jobs.job set retry_count = 9, started_on = now()`.execute(opened.db);
    const failing = handler(() => retry('no_answer'));
    expect(await stage.work(plain, failing)).toBe(1);
    expect(failing.seen).toEqual(['acme 1 1']);
    expect(Math.abs((await stage.dueInMs())! - 10_000)).toBeLessThan(3000);
    expect(await waiting()).toMatchObject([{ attempts: 11 }]);
  });

  it('that its tenant’s budget does not let through is due when that does, with all else there, and was not tried', async () => {
    for (const [n, tenant] of [
      ['1', acme],
      ['2', acme],
      ['3', acme],
      ['4', other],
    ] as const)
      await put(n, tenant);
    const short = handler(({ tenant }) => (tenant === acme ? putOff(40_000) : done));
    expect(await stage.work({ ...plain, perTenant: 1 }, short)).toBe(2);
    expect(short.seen.map((one) => one.split(' ')[0]).sort()).toEqual(['acme', 'other']);
    expect(Math.abs((await stage.dueInMs())! - 40_000)).toBeLessThan(3000);
    expect((await waiting()).map(({ attempts }) => attempts)).toEqual([0, 0, 0]);
    await stage.makeDue();
    const free = handler(() => done);
    expect(await stage.work(plain, free)).toBe(3);
    expect(free.seen.sort()).toEqual(['acme 1 1', 'acme 2 1', 'acme 3 1']);
  });

  it('that no budget ever lets through is given up in the end', async () => {
    await put('1');
    const tries = JSON.stringify({ failed: 2, putOff: 1000 });
    await sql`update sidelight_jobs.job set retry_count = 1001, started_on = now(),
      data = data || jsonb_build_object('tries', ${tries}::jsonb)`.execute(opened.db);
    await stage.work(
      plain,
      handler(() => putOff(40_000)),
    );
    expect(await deadLettersOf(opened, stage.jobs)).toMatchObject([{ reason: 'no_answer', attempts: 3 }]);
  });

  it('whose process dies each time is given up', async () => {
    await put('1');
    await sql`update sidelight_jobs.job set retry_count = 23, started_on = now()`.execute(opened.db);
    const asked = handler(() => done);
    await stage.work(plain, asked);
    expect(asked.seen).toEqual([]);
    expect(await deadLettersOf(opened, stage.jobs)).toMatchObject([{ reason: 'process_died' }]);
  });

  it('runs what is ordered in its order, and holds up nobody else’s', async () => {
    for (const [n, order] of [
      ['1', 'a'],
      ['2', 'a'],
      ['3', 'b'],
    ] as const)
      await put(n, acme, ordered, order);
    await put('4', other, ordered, 'a');
    const first = handler(({ ids }) => (ids.n === '1' ? retry('no_answer') : done));
    await stage.work(ordered, first);
    expect(first.seen.sort()).toEqual(['acme 1 1', 'acme 3 1', 'other 4 1']);
    await stage.makeDue();
    const next = handler(({ ids }) => (ids.n === '1' ? giveUp('refused') : done));
    await stage.work(ordered, next);
    expect(next.seen).toEqual(['acme 1 2', 'acme 2 1']);
  });

  it('does not let ten thousand jobs of one tenant keep another waiting', async () => {
    const many = Array.from({ length: 10_000 }, (_, n) => ({ tenant: acme, ids: { n: String(n) } }));
    await opened.db.transaction().execute((tx) => stage.jobs.put(tx, plain, many));
    const begun = await stage.jobs.claim(plain, plain.concurrency);
    expect(begun.length).toBe(plain.perTenant);
    await put('late', other);
    const startedMs = performance.now();
    const next = await stage.jobs.claim(plain, plain.concurrency);
    expect(next.map(({ data }) => data)).toEqual([{ tenant: 'other', n: 'late' }]);
    expect(performance.now() - startedMs).toBeLessThan(2000);
  });
});
