import { giveUp } from '@sidelight/api/jobs/outcome.ts';
import { queues, syncMakeQueue, syncQueue } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import { createSyncSweep } from '@sidelight/api/store/sync-sweep.ts';
import { createSyncSwitches } from '@sidelight/api/store/sync-switches.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { deadLettersOf, type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const acme = requireTenant('acme');
const scope = { tenant: acme, object: 'contact' };
const waits = { left: { sent: [] }, right: { sent: [], target: { value: 'new', isSent: false } }, rounds: [] };

/** What an outage that outlasts every try leaves behind: rows that wait, and no job. */
onEachDatabase('sync without a job', (open) => {
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
  const switches = () => createSyncSwitches(opened.db, stage.jobs);
  const store = () => createSyncStore(opened.db, stage.jobs, Date.now);
  const sweep = () => createSyncSweep(opened.db, stage.jobs)();
  const forget = () => sql`delete from sidelight_jobs.job`.execute(opened.db);
  const inLine = async () =>
    (await stage.jobs.waiting({ tenant: acme }, 100)).map(({ ids }) => `${ids.object} ${ids.work ?? ids.to}`).sort();
  const due = () =>
    store().transact(scope, async (tx) => {
      const [record] = await tx.link([['1', '8']]);
      await tx.save([{ ...record!, fields: { phone: waits } }]);
      return record!;
    });
  beforeEach(async () => {
    for (const table of ['sync_records', 'sync_batches', 'sync_told', 'sync_makings', 'dead_letters', 'sync_switches'])
      await sql`delete from ${sql.table(table)}`.execute(opened.db);
    await switches().set(acme, 'contact', true, 'cli:ana');
    await forget();
  });

  it('has one again: what is to be sent, what is under way, who was told of, and who is to be made', async () => {
    await sweep();
    expect(await inLine()).toEqual([]);
    const record = await due();
    await store().tell(scope, 'left', ['1']);
    await store().transact(scope, async (tx) => {
      await tx.begin('left', [{ record: record.id, values: { phone: 'x' } }], await tx.byId([record.id]));
      await tx.want('right', ['9'], true);
    });
    await sql`update sync_makings set due_at = now() - interval '2 minutes'`.execute(opened.db);
    await forget();
    await sweep();
    const all = ['contact deliver_left', 'contact deliver_right', 'contact left', 'contact told_left'];
    expect(await inLine()).toEqual(all);
    await sweep();
    expect(await inLine()).toEqual(all);
  });

  it('is left as it is where it is off, but for what is under way', async () => {
    const record = await due();
    await store().tell(scope, 'left', ['1']);
    await store().transact(scope, async (tx) => tx.want('right', ['9'], true));
    await sql`update sync_makings set due_at = now() - interval '2 minutes'`.execute(opened.db);
    await switches().set(acme, 'contact', false, 'cli:ana');
    await forget();
    await sweep();
    expect(await inLine()).toEqual([]);
    await store().transact(
      scope,
      async (tx) => void (await tx.begin('left', [{ record: record.id, values: {} }], await tx.byId([record.id]))),
    );
    await forget();
    await sweep();
    expect(await inLine()).toEqual(['contact deliver_left']);
  });

  it('that was given up is tried again a quarter of an hour later, and counts as given up no more', async () => {
    await due();
    await stage.work(syncQueue, { run: async () => giveUp('not_allowed') });
    await stage.work(syncMakeQueue, { run: async () => giveUp('not_allowed') });
    await sweep();
    expect(await inLine()).toEqual([]);
    expect(await deadLettersOf(opened, stage.jobs)).toMatchObject([{ reason: 'not_allowed' }]);
    await sql`update dead_letters set died_at = now() - interval '16 minutes'`.execute(opened.db);
    await sweep();
    expect(await inLine()).toEqual(['contact deliver_right']);
    expect(await deadLettersOf(opened, stage.jobs)).toEqual([]);
  });
});
