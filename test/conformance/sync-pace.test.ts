import type { JobWriter } from '@sidelight/api/jobs/ports.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import type { Database, OpenDatabase } from '@sidelight/api/store/database.ts';
import { createSyncSwitches } from '@sidelight/api/store/sync-switches.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const acme = requireTenant('acme');
const STEP_S = 15;
const HOUR_STEPS = 3600 / STEP_S;

onEachDatabase('how often each side is asked what has changed', (open) => {
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
    for (const table of ['sync_switches', 'webhook_inbox', 'journals'])
      await sql`delete from ${sql.table(table)}`.execute(opened.db);
    for (const object of ['contact', 'company'])
      await sql`insert into sync_switches (tenant, object, is_on, set_by) values (${acme}, ${object}, true, 'test')`.execute(
        opened.db,
      );
  });

  /** Questions in an hour, which passes by what was asked last growing older. */
  async function inAnHour(atWork: readonly (typeof acme)[]) {
    const counts: Record<string, number> = {};
    const jobs = heard((name) => {
      counts[name] = (counts[name] ?? 0) + 1;
    });
    const switches = createSyncSwitches(opened.db, jobs);
    for (let step = 0; step < HOUR_STEPS; step++) {
      await sql`update sync_switches set asked_left_at = asked_left_at - make_interval(secs => ${STEP_S}),
        asked_right_at = asked_right_at - make_interval(secs => ${STEP_S}),
        asked_deals_at = asked_deals_at - make_interval(secs => ${STEP_S})`.execute(opened.db);
      await switches.ask(atWork);
    }
    return counts;
  }

  /** What both sides have for fields is read every four hours. */
  const looks = { 'contact look_at_fields': 1, 'company look_at_fields': 1 };

  it('is every quarter of a minute, and every minute, while somebody is at work', async () => {
    expect(await inAnHour([acme])).toEqual({
      ...{ 'contact take_in_left': 240, 'company take_in_left': 240, 'company take_in_deals': 240 },
      ...{ 'contact take_in_right': 60, 'company take_in_right': 60 },
      ...looks,
    });
  });

  it('is every ten minutes where webhooks tell of the same', async () => {
    await sql`insert into webhook_inbox (tenant, system, delivery_id, body, received_at)
      values (${acme}, 'crm', '1', '{}', now() - interval '20 hours')`.execute(opened.db);
    expect(await createSyncSwitches(opened.db, stage.jobs).isTold(acme)).toBe(true);
    expect(await inAnHour([acme])).toEqual({
      ...{ 'contact take_in_left': 6, 'company take_in_left': 6, 'company take_in_deals': 6 },
      ...{ 'contact take_in_right': 60, 'company take_in_right': 60 },
      ...looks,
    });
  });

  const journal = (standing: object) =>
    sql`insert into journals (tenant, system, read_at, failing_since, closed_at)
      select ${acme}, 'crm', read_at, failing_since, closed_at from jsonb_to_record(${JSON.stringify(standing)}::jsonb)
        as s(read_at timestamptz, failing_since timestamptz, closed_at timestamptz)`.execute(opened.db);
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  const often = { 'contact take_in_left': 240, 'company take_in_left': 240, 'company take_in_deals': 240 };

  it('is every ten minutes where the journal tells of the same', async () => {
    await journal({ read_at: ago(1) });
    expect(await inAnHour([acme])).toMatchObject({ 'contact take_in_left': 6, 'company take_in_deals': 6 });
  });

  it.each([
    ['was not read for a while', { read_at: ago(11) }],
    ['was never read to its end', {}],
    ['cannot be read', { read_at: ago(1), failing_since: ago(1) }],
    ['is read no more', { read_at: ago(1), closed_at: ago(1) }],
  ])('is as often as without one where the journal %s', async (_how, standing) => {
    await journal(standing);
    // What it told is no webhook's.
    await sql`insert into webhook_inbox (tenant, system, delivery_id, body) values (${acme}, 'crm', 'journal-1', '{}')`.execute(
      opened.db,
    );
    expect(await inAnHour([acme])).toMatchObject(often);
  });

  it('is once an hour while nobody is, and at once when somebody comes', async () => {
    expect(await inAnHour([])).toEqual({
      ...{ 'contact take_in_left': 1, 'company take_in_left': 1, 'company take_in_deals': 1 },
      ...{ 'contact take_in_right': 1, 'company take_in_right': 1 },
      ...looks,
    });
    const put: string[] = [];
    const switches = createSyncSwitches(
      opened.db,
      heard((name) => put.push(name)),
    );
    await sql`update sync_switches set asked_left_at = now() - interval '2 minutes',
      asked_right_at = now() - interval '2 minutes', asked_deals_at = now() - interval '2 minutes'`.execute(opened.db);
    await switches.ask([]);
    expect(put).toEqual([]);
    await switches.ask([acme]);
    expect(put).toHaveLength(5);
  });
});

/** What is put in line, by its kind of record and of work. */
const heard = (onPut: (name: string) => void): JobWriter<Database> => ({
  async put(_tx, _queue, jobs) {
    for (const { ids } of jobs) onPut(`${ids.object} ${ids.work}`);
  },
});
