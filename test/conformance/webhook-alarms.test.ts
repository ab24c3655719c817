import { join } from 'node:path';
import { createOwners } from '@sidelight/api/alerts/owners.ts';
import { ownerWatches } from '@sidelight/api/composition/owner-watches.ts';
import { JOURNAL_DELIVERY } from '@sidelight/api/connectors/webhook.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import { loadMap } from '@sidelight/api/map/load-map.ts';
import { createAlertLog } from '@sidelight/api/store/alert-log.ts';
import { createAsleepWork } from '@sidelight/api/store/asleep-work.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createRefusedDeliveries } from '@sidelight/api/store/refused-deliveries.ts';
import { forgetOldRows } from '@sidelight/api/store/retention.ts';
import { readSender, rollUpDeliveries } from '@sidelight/api/store/webhook-hours.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const acme = requireTenant('acme');
const never = new AbortController().signal;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const fail = (error: unknown) => {
  throw error;
};

/** Owners are told of webhooks that stay away, and of forged ones, from what is stored. */
onEachDatabase('alarms of webhooks', (open) => {
  let opened: OpenDatabase;
  let stage: JobStage;
  let map: IntegrationMap;
  let nowMs: number;
  beforeAll(async () => {
    opened = await open();
    stage = await openJobStage(opened, [...queues]);
    map = await loadMap(join(import.meta.dirname, '../../map'), AbortSignal.timeout(10_000));
  });
  afterAll(async () => {
    await stage.close();
    await opened.close();
  });
  beforeEach(() => {
    nowMs = Date.now();
  });
  afterEach(async () => {
    for (const table of ['alerts', 'webhook_inbox', 'webhook_hours', 'webhook_alarms'] as const)
      await opened.db.deleteFrom(table).execute();
  });

  const deliver = (system: string, agoMs: number, id: string) =>
    sql`insert into webhook_inbox (tenant, system, delivery_id, body, received_at, handled_at)
      values (${acme}, ${system}, ${id}, '{}', ${new Date(nowMs - agoMs)}, now())`.execute(opened.db);
  /** Five an hour for three weeks, up to so long ago. */
  const usedToCome = (system: string, agoMs: number) =>
    sql`insert into webhook_hours (tenant, system, hour, delivered)
      select ${acme}, ${system}, date_trunc('hour', at, 'UTC'), 5
      from generate_series(${new Date(nowMs - 21 * DAY_MS)}::timestamptz, ${new Date(nowMs - agoMs)}::timestamptz,
        interval '1 hour') at on conflict do nothing`.execute(opened.db);
  /** By a process that may be another one. */
  async function look() {
    const before = (await opened.db.selectFrom('alerts').select('id').execute()).map(({ id }) => id);
    const log = createAlertLog(opened.db, stage.jobs);
    const now = () => nowMs;
    const owners = createOwners({ tenant: acme, map, log, untilTried: async () => {}, now });
    const watches = ownerWatches({ tenant: acme, map, db: opened.db, owners, hasSecrets: false, now, steadyNow: now });
    for (const { name, run } of watches) if (name === 'webhooks that stay away') await run(never);
    const rows = await opened.db.selectFrom('alerts').selectAll().where('channel', 'like', '%slack').execute();
    return rows.filter(({ id }) => !before.includes(id)).map(({ message }) => message);
  }
  const refuse = async (system: string, times: number) => {
    const refused = createRefusedDeliveries(opened.db, fail, fail);
    for (let i = 0; i < times; i++) refused.note(acme, system, nowMs);
    await refused.close();
  };

  it('deliveries are added up by the hour, of every helpdesk, and again without counting twice', async () => {
    for (const n of [1, 2, 3]) await deliver('billing', HOUR_MS, `d${n}`);
    // What a vendor's journal tells was sent by nobody.
    await deliver('billing', HOUR_MS, `${JOURNAL_DELIVERY}1`);
    await rollUpDeliveries(opened.db, nowMs);
    await rollUpDeliveries(opened.db, nowMs);
    const { pace } = await readSender(opened.db, acme, 'billing', nowMs);
    expect([...(pace?.hours.values() ?? [])]).toEqual([3]);
    expect(pace?.lastAtMs).toBe(nowMs - HOUR_MS);
    expect(await readSender(opened.db, acme, 'issues', nowMs)).toEqual({ pace: undefined, refused: 0, unread: [] });
  });

  it('a sender that stays away is told once, and wakes whoever sleeps; once more when it is back', async () => {
    await usedToCome('billing', 6 * HOUR_MS);
    await deliver('billing', 6 * HOUR_MS, 'last');
    expect(await createAsleepWork(opened.db).unwatchedSenders()).toEqual([acme]);
    expect(await look()).toMatchObject([{ kind: 'webhook', alarm: 'silence', what: 'began', system: 'Billing' }]);
    expect([await look(), await look()]).toEqual([[], []]);
    await deliver('billing', 0, 'again');
    expect(await look()).toMatchObject([{ alarm: 'silence', what: 'over' }]);
    expect([await look(), await createAsleepWork(opened.db).unwatchedSenders()]).toEqual([[], []]);
  });

  it('forged ones are counted by every process, and told once a day at most', async () => {
    await Promise.all([refuse('crm', 12), refuse('crm', 8)]);
    expect((await readSender(opened.db, acme, 'crm', nowMs)).refused).toBe(20);
    expect(await createAsleepWork(opened.db).unwatchedSenders()).toEqual([acme]);
    expect(await look()).toMatchObject([{ kind: 'webhook', alarm: 'bad_signatures', count: 20, system: 'CRM' }]);
    nowMs += 3 * HOUR_MS;
    expect(await look()).toMatchObject([{ alarm: 'bad_signatures', what: 'over' }]);
    await refuse('crm', 50);
    expect(await look()).toEqual([]);
    nowMs += 3 * HOUR_MS;
    // Nobody was told that it had begun anew.
    expect(await look()).toEqual([]);
    expect(await opened.db.selectFrom('webhook_alarms').selectAll().execute()).toEqual([]);
  });

  it('hours are kept for as long as they say what is usual', async () => {
    await usedToCome('billing', 0);
    const kept = async () => (await opened.db.selectFrom('webhook_hours').select('hour').execute()).length;
    const before = await kept();
    await forgetOldRows(opened.db, nowMs, DAY_MS, never);
    expect(await kept()).toBe(before);
    await forgetOldRows(opened.db, nowMs + 30 * DAY_MS, DAY_MS, never);
    expect(await kept()).toBe(0);
  });
});
