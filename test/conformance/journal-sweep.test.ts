import type { JobWriter } from '@sidelight/api/jobs/ports.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import type { Database, OpenDatabase } from '@sidelight/api/store/database.ts';
import { createJournalLog } from '@sidelight/api/store/journal-log.ts';
import { createJournalSweep } from '@sidelight/api/store/journal-sweep.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { arrivalOf } from './arrival-of.ts';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const acme = requireTenant('acme');
const other = requireTenant('other');
const STEP_S = 15;
const IDLE_STEP_S = 600;

onEachDatabase('the journal', (open) => {
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
    for (const table of ['sync_switches', 'webhook_inbox', 'journals', 'sidelight_jobs.job'])
      await sql`delete from ${sql.table(table)}`.execute(opened.db);
    await switchedOn(acme, true);
    await log().open(acme, 'crm');
  });
  const log = () => createJournalLog(opened.db, stage.jobs);
  const switchedOn = (tenant: typeof acme, isOn: boolean) =>
    sql`insert into sync_switches (tenant, object, is_on, set_by) values (${tenant}, 'contact', ${isOn}, 'test')
      on conflict (tenant, object) do update set is_on = excluded.is_on`.execute(opened.db);
  const later = (seconds: number) =>
    sql`update journals set asked_at = asked_at - make_interval(secs => ${seconds})`.execute(opened.db);

  /** How often it is read in so many hours, which pass by what was asked last growing older. */
  async function reads(atWork: readonly (typeof acme)[], hours = 1): Promise<number> {
    const stepS = hours === 1 ? STEP_S : IDLE_STEP_S;
    let count = 0;
    const jobs: JobWriter<Database> = {
      async put(_tx, _queue, { length }) {
        count += length;
      },
    };
    const sweep = createJournalSweep(opened.db, jobs, () => atWork);
    for (let step = 0; step < (3600 / stepS) * hours; step++) {
      await later(stepS);
      await sweep();
    }
    return count;
  }

  it('is read every quarter of a minute while somebody is at work, where no webhook tells of the same', async () => {
    expect(await reads([acme])).toBe(240);
    await sql`insert into webhook_inbox (tenant, system, delivery_id, body) values (${acme}, 'crm', 'journal-1', '{}')`.execute(
      opened.db,
    );
    expect(await reads([acme])).toBe(240);
    await sql`insert into webhook_inbox (tenant, system, delivery_id, body) values (${acme}, 'crm', '1', '{}')`.execute(
      opened.db,
    );
    expect(await reads([acme])).toBe(60);
  });

  it('is tried once a minute while it cannot be read', async () => {
    await log().failed(acme, 'crm', 'forbidden', Date.now());
    expect(await reads([acme])).toBe(60);
  });

  it('is read four times a day while nobody is, each in place of one other look at the CRM', async () => {
    await sql`update sync_switches set asked_left_at = 'epoch', asked_deals_at = 'epoch'`.execute(opened.db);
    expect(await reads([], 6)).toBe(1);
    const { rows } = await sql`select 1 from sync_switches
      where asked_left_at > now() - interval '1 minute' and asked_deals_at > now() - interval '1 minute'`.execute(
      opened.db,
    );
    expect(rows).toHaveLength(1);
    expect(await reads([], 24)).toBe(4);
  });

  it('is not read where nothing is switched on, or it is there no more', async () => {
    await switchedOn(acme, false);
    expect(await reads([acme], 7)).toBe(0);
    await switchedOn(acme, true);
    await log().close(acme, 'crm');
    expect(await reads([acme], 7)).toBe(0);
    expect(await log().find(acme, 'crm')).toBeUndefined();
  });

  it('goes on where it stood when it is there again', async () => {
    await log().keep(acme, 'crm', { from: undefined, cursor: 'a', positionMs: 1000, arrivals: [] });
    await log().close(acme, 'crm');
    await log().open(acme, 'crm');
    expect(await log().find(acme, 'crm')).toMatchObject({ cursor: 'a', positionAt: new Date(1000).toISOString() });
  });

  it('keeps what a file tells with the place behind it, or neither', async () => {
    const told = (n: number) => arrivalOf(acme, `journal-${n}`, { system: 'crm', onlyTells: true });
    const arrivals = Array.from({ length: 1200 }, (_, n) => told(n));
    const stored = async () =>
      (await opened.db.selectFrom('webhook_inbox').select(['delivery_id', 'group_id']).execute()).length;
    expect(await log().keep(acme, 'crm', { from: undefined, cursor: 'a', positionMs: undefined, arrivals })).toBe(true);
    expect(await stored()).toBe(1200);
    // Somebody else has read on meanwhile.
    const late = { from: undefined, cursor: 'b', positionMs: undefined, arrivals: [told(5000)] };
    expect(await log().keep(acme, 'crm', late)).toBe(false);
    // What cannot be stored leaves the place where it was.
    const broken = [told(6000), { ...told(6001), system: `${'\0'}` }];
    await expect(
      log().keep(acme, 'crm', { from: 'a', cursor: 'c', positionMs: 1, arrivals: broken }),
    ).rejects.toThrow();
    expect([await stored(), (await log().find(acme, 'crm'))?.cursor]).toEqual([1200, 'a']);
    expect(await log().find(other, 'crm')).toBeUndefined();
    // No group is more than is handled in one go.
    const groups = await opened.db.selectFrom('webhook_inbox').select('group_id').groupBy('group_id').execute();
    expect(groups).toHaveLength(3);
  });
});
