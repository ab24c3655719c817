import { KEPT_MS } from '@sidelight/api/privacy/kept.ts';
import { createBelievedLog } from '@sidelight/api/store/believed-log.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createIncidentLog } from '@sidelight/api/store/incident-log.ts';
import { createObservationLog } from '@sidelight/api/store/observation-log.ts';
import { forgetOldRows } from '@sidelight/api/store/retention.ts';
import { createServedLog } from '@sidelight/api/store/served-log.ts';
import { createShownLog } from '@sidelight/api/store/shown-log.ts';
import { createSignalLog } from '@sidelight/api/store/signal-log.ts';
import { createTenantLog } from '@sidelight/api/store/tenant-log.ts';
import { createWarningLog } from '@sidelight/api/store/warning-log.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onEachDatabase } from './on-each-database.ts';

const tenants = [requireTenant('acme'), requireTenant('other')] as const;
const [acme] = tenants;
const NOW_MS = 1_790_000_000_000;
const MINUTE_MS = 60_000;

/** Each is kept its time, of every tenant, and not a minute longer. */
onEachDatabase('retention', (open) => {
  let opened: OpenDatabase;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());
  const forget = () => forgetOldRows(opened.db, NOW_MS, KEPT_MS.signals, AbortSignal.timeout(20_000));

  it('forgets signals after their time, but those an incident is replayed from', async () => {
    const log = createSignalLog(opened.db);
    const signal = (seq: number, ageMs: number) => ({
      ...{ process: 'p', seq, system: 'billing', connector: 'stripe', atMs: NOW_MS - ageMs, source: 'probe' as const },
      ...{ ok: 0, failed: 1, tail: 1, reason: 'timeout' as const, holdMs: undefined },
    });
    for (const tenant of tenants) {
      await log.append(tenant, [signal(1, KEPT_MS.signals + MINUTE_MS), signal(2, KEPT_MS.signals - MINUTE_MS)]);
    }
    await forget();
    for (const tenant of tenants) expect((await log.after(tenant, 0, 10)).map((row) => row.signal.seq)).toEqual([2]);
    await log.append(acme, [signal(3, KEPT_MS.signals + MINUTE_MS)]);
    const [, third] = await log.after(acme, 0, 10);
    const openedAt = new Date(NOW_MS - KEPT_MS.signals - MINUTE_MS).toISOString();
    const entry = { kind: 'opened', at: openedAt, state: 'down' } as const;
    await createIncidentLog(opened.db).open(acme, 'billing', openedAt, [entry], {
      firstSignal: third!.id,
      histories: [],
    });
    await forget();
    expect((await log.after(acme, 0, 10)).map((row) => row.signal.seq)).toEqual([2, 3]);
  });

  it('forgets who was warned of an incident, but of one that is still open', async () => {
    const log = createWarningLog(opened.db);
    const at = new Date(NOW_MS - 2 * KEPT_MS.warnings).toISOString();
    const entry = { kind: 'opened', at, state: 'down' } as const;
    const open = await createIncidentLog(opened.db).open(acme, 'crm', at, [entry], undefined);
    for (const id of [open!, 'over']) expect(await log.claim(acme, id, '7004', 1)).toBe(true);
    const age = (ageMs: number) =>
      sql`update incident_warnings set warned_at = ${new Date(NOW_MS - ageMs)}`.execute(opened.db);
    await age(KEPT_MS.warnings - MINUTE_MS);
    await forget();
    expect(await log.claim(acme, 'over', '7004', 1)).toBe(false);
    await age(KEPT_MS.warnings + MINUTE_MS);
    await forget();
    expect([await log.claim(acme, open!, '7004', 1), await log.claim(acme, 'over', '7004', 1)]).toEqual([false, true]);
  });

  it('forgets what agents were shown', async () => {
    const log = createShownLog(opened.db);
    const shownAt = (ageMs: number) => new Date(NOW_MS - ageMs).toISOString();
    const one = { ticketId: '1', system: 'billing', shown: null };
    for (const tenant of tenants) {
      await log.note(tenant, [
        { ...one, field: 'plan.name', shownAt: shownAt(KEPT_MS.shownAnswers + MINUTE_MS) },
        { ...one, field: 'payment.status', shownAt: shownAt(KEPT_MS.shownAnswers - MINUTE_MS) },
      ]);
    }
    await forget();
    for (const tenant of tenants) {
      const left = await log.ofIncident(
        tenant,
        { id: 'i', system: 'billing', openedAt: shownAt(90 * 86_400_000) },
        shownAt(0),
      );
      expect(left.map(({ field }) => field)).toEqual(['payment.status']);
    }
  });

  it('forgets what agents believed, where no canary has looked since', async () => {
    const log = createBelievedLog(opened.db);
    const shownAt = (ageMs: number) => new Date(NOW_MS - ageMs).toISOString();
    const one = { system: 'billing', shown: { kind: 'text', text: 'Business' }, field: 'plan.name' };
    for (const tenant of tenants) {
      await log.note(tenant, [
        { ...one, ticketId: '1', shownAt: shownAt(KEPT_MS.shownAnswers + MINUTE_MS) },
        { ...one, ticketId: '2', shownAt: shownAt(KEPT_MS.shownAnswers - MINUTE_MS) },
      ]);
    }
    await forget();
    const left = await opened.db.selectFrom('believed_answers').select(['tenant', 'ticket_id']).execute();
    expect(left.map(({ tenant, ticket_id }) => [tenant, ticket_id]).sort()).toEqual(
      tenants.map((t) => [t, '2']).sort(),
    );
  });

  it('forgets what was counted', async () => {
    const [observations, served] = [createObservationLog(opened.db), createServedLog(opened.db)];
    const seen = { kind: 'code', name: 'plan.entitlement', detail: 'x', count: 1 } as const;
    const minuteOf = (ageMs: number) => Math.floor((NOW_MS - ageMs) / MINUTE_MS) * MINUTE_MS;
    const counted = { total: 1, inTime: 1, failed: 0 };
    for (const tenant of tenants) {
      await observations.add(tenant, NOW_MS - KEPT_MS.observations - 2 * 86_400_000, [seen]);
      await observations.add(tenant, NOW_MS, [seen]);
      await served.add(tenant, [
        { minuteMs: minuteOf(KEPT_MS.servedContexts + 2 * MINUTE_MS), ...counted },
        { minuteMs: minuteOf(MINUTE_MS), ...counted },
      ]);
    }
    await forget();
    for (const tenant of tenants) {
      expect(await observations.since(tenant, 0)).toEqual([seen]);
      expect((await served.between(tenant, 0, NOW_MS)).total).toBe(1);
    }
  });

  it('forgets what sync has settled, compared and counted, and nothing that is open', async () => {
    const at = (ageMs: number) => new Date(NOW_MS - ageMs);
    const value = JSON.stringify('x');
    const ages = (keptMs: number) =>
      [
        ['old', at(keptMs + MINUTE_MS)],
        ['young', at(keptMs - MINUTE_MS)],
      ] as const;
    const { db } = opened;
    for (const tenant of tenants) {
      const item = { tenant, object: 'contact', record: 'r', field: 'phone', why: 'manual', blocks: true };
      const values = { left_value: value, right_value: value, opened_at: at(10 * KEPT_MS.syncReviews) };
      await db
        .insertInto('sync_reviews')
        .values({ ...item, ...values, id: 'open' })
        .execute();
      for (const [id, opened] of ages(KEPT_MS.syncReviews))
        await db
          .insertInto('sync_reviews')
          .values({ ...item, ...values, blocks: false, opened_at: opened, id: `kept ${id}` })
          .execute();
      for (const [id, closed] of ages(KEPT_MS.syncReviews))
        await sql`insert into sync_reviews (tenant, id, object, record, field, why, blocks, left_value, right_value,
          closed_at) values (${tenant}, ${id}, 'contact', 'r', 'phone', 'manual', true, ${value}, ${value},
          ${closed})`.execute(db);
      for (const [id, ended] of [...ages(KEPT_MS.syncRuns), ['waiting', null] as const])
        await sql`insert into sync_runs (tenant, id, object, kind, state, asked_by, asked_at, ended_at) values
          (${tenant}, ${id}, 'contact', 'dry_run', 'done', 'cli:ana', ${at(10 * KEPT_MS.syncRuns)}, ${ended})`.execute(
          db,
        );
      for (const [id, made] of ages(KEPT_MS.syncCorrections))
        await db
          .insertInto('sync_corrections')
          .values({
            tenant,
            id,
            object: 'contact',
            record: 'r',
            field: 'phone',
            made_by: 'Ana',
            made_at: made,
            value,
            before: '{"value":"y"}',
          })
          .execute();
      for (const [object, found] of ages(KEPT_MS.syncRuns))
        await db.insertInto('sync_unpaired').values({ tenant, object, found_at: found, found: '{}' }).execute();
      for (const [because, hour] of ages(KEPT_MS.syncCounts))
        await db.insertInto('sync_counts').values({ tenant, hour, object: 'contact', because, n: 1 }).execute();
      for (const [detail, hour] of ages(KEPT_MS.syncFigures))
        await db
          .insertInto('sync_figures')
          .values({ tenant, hour, object: 'contact', name: 'refused', side: 'left', detail, n: 1 })
          .execute();
    }
    await forget();
    for (const tenant of tenants) {
      const left = async (table: 'sync_reviews' | 'sync_runs' | 'sync_corrections') =>
        (await db.selectFrom(table).select('id').where('tenant', '=', tenant).orderBy('id').execute()).map(
          ({ id }) => id,
        );
      expect(await left('sync_reviews')).toEqual(['kept young', 'open', 'young']);
      expect(await left('sync_runs')).toEqual(['waiting', 'young']);
      expect(await left('sync_corrections')).toEqual(['young']);
      const found = await db.selectFrom('sync_unpaired').select('object').where('tenant', '=', tenant).execute();
      expect(found).toEqual([{ object: 'young' }]);
      const counts = await db.selectFrom('sync_counts').select('because').where('tenant', '=', tenant).execute();
      expect(counts).toEqual([{ because: 'young' }]);
      const figures = await db.selectFrom('sync_figures').select('detail').where('tenant', '=', tenant).execute();
      expect(figures).toEqual([{ detail: 'young' }]);
    }
  });

  it('lets a page load be used again once its token has ended by itself, and not before', async () => {
    const log = createTenantLog(opened.db);
    expect(await log.takeOnce(acme, 'ended', NOW_MS - 1)).toBe(true);
    expect(await log.takeOnce(acme, 'valid', NOW_MS + 1)).toBe(true);
    await forget();
    expect(await log.takeOnce(acme, 'ended', NOW_MS - 1)).toBe(true);
    expect(await log.takeOnce(acme, 'valid', NOW_MS + 1)).toBe(false);
  });
});
