import { queues } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { rollUpFigures } from '@sidelight/api/store/figure-roll-up.ts';
import { createInbox } from '@sidelight/api/store/inbox.ts';
import { createSyncDecisions } from '@sidelight/api/store/sync-decisions.ts';
import { readSyncGauges } from '@sidelight/api/store/sync-gauges.ts';
import { readSyncMonth } from '@sidelight/api/store/sync-month.ts';
import { createSyncRuns } from '@sidelight/api/store/sync-runs.ts';
import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import { createSyncSwitches } from '@sidelight/api/store/sync-switches.ts';
import { createUsageLog } from '@sidelight/api/store/usage-log.ts';
import type { Noted } from '@sidelight/api/sync/noted.ts';
import { noCounts } from '@sidelight/api/sync/reconciled.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { arrivalOf } from './arrival-of.ts';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const [acme, other] = [requireTenant('acme'), requireTenant('other')];
const contact = { tenant: acme, object: 'contact' };
const HOUR_MS = 3_600_000;
const never = new AbortController().signal;

/** What sync did is counted with what it did, and read back a month at a time. */
onEachDatabase('a month of sync', (open) => {
  let opened: OpenDatabase;
  let stage: JobStage;
  const clock = { ms: 0 };
  const heard: (Noted | string)[] = [];
  beforeAll(async () => {
    opened = await open();
    stage = await openJobStage(opened, [...queues]);
  });
  beforeEach(() => {
    clock.ms = Date.now();
    heard.length = 0;
  });
  afterEach(async () => {
    const tables = ['sync_figures', 'sync_counts', 'sync_dead_letters', 'sync_reviews', 'sync_runs'] as const;
    for (const table of tables) await opened.db.deleteFrom(table).execute();
  });
  afterAll(async () => {
    await stage.close();
    await opened.close();
  });
  const store = () =>
    createSyncStore(opened.db, stage.jobs, () => clock.ms, {
      decided: (_, because) => void heard.push(because),
      noted: (_, noted) => void heard.push(...noted),
    });
  const read = (tenant = acme, fromMs = clock.ms - HOUR_MS, toMs = clock.ms + HOUR_MS) =>
    readSyncMonth(opened.db, tenant, { fromMs, toMs }, clock.ms);

  it('is stored with what was decided, or not at all, and told once it is stored', async () => {
    await expect(
      store().transact(contact, async (tx) => {
        tx.note([{ name: 'written', side: 'left' }]);
        throw new Error('the store has died');
      }),
    ).rejects.toThrow('died');
    expect([await read(), heard]).toEqual([expect.objectContaining({ figures: [] }), []]);
    await store().transact(contact, async (tx) => {
      tx.note([
        { name: 'written', side: 'left' },
        { name: 'written', side: 'left' },
        { name: 'lag', side: 'left', ms: 1200 },
      ]);
      await tx.count(['owner', 'owner', 'asked']);
      await tx.bury([{ record: 'r', side: 'right', field: 'phone', reason: 'mapping', valueClass: 'unknown_code' }]);
    });
    await store().note(contact, [{ name: 'written', side: 'left' }]);
    const row = (name: string, side: string, detail: string, n: number) => ({
      object: 'contact',
      name,
      side,
      detail,
      n,
    });
    const { figures, decisions, deadLetters } = await read();
    expect(new Set(figures)).toEqual(
      new Set([
        ...[row('written', 'left', '', 3), row('lag', 'left', '1500', 1)],
        row('refused', 'right', 'mapping', 1),
      ]),
    );
    expect(decisions).toEqual([
      { because: 'owner', n: 2 },
      { because: 'asked', n: 1 },
    ]);
    expect(deadLetters).toEqual([{ object: 'contact', field: 'phone', reason: 'mapping', n: 1 }]);
    expect(heard.filter((one) => one === 'owner')).toHaveLength(2);
    expect(heard.filter((one) => typeof one === 'object' && one.name === 'refused')).toHaveLength(1);
    expect(await read(other)).toMatchObject({ figures: [], decisions: [], deadLetters: [] });
  });

  it('keeps to its month, by the hour', async () => {
    const month = Date.UTC(2026, 9);
    for (const [ms, times] of [
      [month - 1, 1],
      [month, 2],
      [month + HOUR_MS, 3],
      [Date.UTC(2026, 10), 4],
    ] as const) {
      clock.ms = ms;
      for (let i = 0; i < times; i++) await store().note(contact, [{ name: 'found', side: 'right' }]);
    }
    await store().note(contact, [{ name: 'yielded', side: 'right' }]);
    const { figures, hours, activeHours, yieldedHours } = await read(acme, month, Date.UTC(2026, 10));
    expect(figures.map(({ n }) => n)).toEqual([5]);
    expect(hours).toEqual([
      { atMs: month, written: 2 },
      { atMs: month + HOUR_MS, written: 3 },
    ]);
    expect([activeHours, yieldedHours]).toEqual([2, 0]);
  });

  it('tells how each conflict ended, and nothing of its values', async () => {
    await store().transact(contact, async (tx) => {
      const item = { record: 'r', why: 'inside_window', blocks: true, left: 'ana@x.test', right: null } as const;
      await tx.open(['a', 'b', 'c', 'd'].map((field) => ({ ...item, field })));
      await tx.open([{ ...item, field: 'a', why: 'older_kept', blocks: false }]);
      await tx.open([{ ...item, field: 'e', why: 'never_agreed' }]);
      // About the whole record: no conflict of a field.
      await tx.open([{ ...item, why: 'ambiguous_match' }]);
      await tx.close('r', 'c');
    });
    const ids = await sql<{ id: string; field: string }>`select id, field from sync_reviews where blocks`.execute(
      opened.db,
    );
    const idOf = (field: string) => ids.rows.find((row) => row.field === field)!.id;
    const decisions = createSyncDecisions(opened.db, stage.jobs);
    await decisions.choose(acme, [idOf('a')], { kind: 'left' }, 'cli:ana');
    await decisions.choose(acme, [idOf('b')], { kind: 'value', value: 'ana@x.test' }, 'cli:ana');
    await store().transact(contact, (tx) => tx.done({ ...idTo(idOf('a')), choice: { kind: 'left' } }, {}));
    clock.ms += 60_000;
    const found = await read();
    const shown = found.conflicts.map(({ field, blocks, end, isFirst }) => [field, blocks, end, isFirst]);
    expect(shown).toEqual([
      ['a', false, 'open', false],
      ['a', true, 'left', false],
      ['b', true, 'value', false],
      ['c', true, 'agreed', false],
      ['d', true, 'open', false],
      ['e', true, 'open', true],
    ]);
    expect(found.openNow.items).toBe(4);
    expect(found.openNow.oldestMs).toBeGreaterThan(50_000);
    expect(JSON.stringify(found)).not.toContain('x.test');
    const { reviews } = await readSyncGauges(opened.db);
    expect(reviews.open).toBe(5);
  });

  it('has the last comparison that came to its end', async () => {
    const runs = createSyncRuns(opened.db, stage.jobs);
    for (const changed of [9, 4]) {
      const id = await runs.ask(acme, 'contact', 'dry_run', 'cli:ana');
      await runs.ended(acme, id, {
        ...noCounts(),
        linked: 100,
        changed,
        writes: { phone: { left: 1, right: changed } },
      });
    }
    await runs.failed(acme, await runs.ask(acme, 'contact', 'compare', 'cli:ana'), 'timeout');
    expect((await read()).comparisons).toMatchObject([{ object: 'contact', linked: 100, changed: 4 }]);
  });

  it('adds up calls and deliveries before they are forgotten, once', async () => {
    await createSyncSwitches(opened.db, stage.jobs).set(acme, 'contact', true, 'cli:ana');
    const usage = createUsageLog(opened.db);
    const startMs = Math.floor(clock.ms / HOUR_MS) * HOUR_MS;
    const used = { connector: 'hubspot', startMs, kind: 'sync', counter: 'p1' } as const;
    for (const tenant of [acme, other]) {
      await usage.add(tenant, [
        { ...used, windowMs: HOUR_MS, calls: 70 },
        { ...used, windowMs: HOUR_MS, counter: 'p2', calls: 5 },
        { ...used, windowMs: 10_000, calls: 70 },
      ]);
      await createInbox(opened.db, stage.jobs).store(arrivalOf(tenant, 'd1'));
    }
    await rollUpFigures(opened.db, clock.ms, never);
    await usage.add(acme, [{ ...used, windowMs: HOUR_MS, calls: 25 }]);
    await rollUpFigures(opened.db, clock.ms, never);
    await rollUpFigures(opened.db, clock.ms, never);
    const day = new Date(startMs).toISOString().slice(0, 10);
    expect(await read()).toMatchObject({
      calls: [{ connector: 'hubspot', day, n: 100 }],
      webhooks: [{ system: 'helpdesk', n: 1 }],
    });
    expect(await read(other)).toMatchObject({ calls: [], webhooks: [], figures: [] });
  });
});

const idTo = (review: string) => ({
  ...{ review, record: 'r', field: 'a', by: 'cli:ana', left: 'x', right: null },
  why: 'manual' as const,
});
