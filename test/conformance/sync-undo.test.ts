import { queues } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createSyncDecisions, type SyncDecisions } from '@sidelight/api/store/sync-decisions.ts';
import { createSyncOverview } from '@sidelight/api/store/sync-overview.ts';
import { createReviewList, type ReviewList } from '@sidelight/api/store/sync-review-list.ts';
import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import type { SyncStore } from '@sidelight/api/sync/ports.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const acme = requireTenant('acme');
const other = requireTenant('other');
const contact = { tenant: acme, object: 'contact' };
const LONG_AGO = new Date(0);
const held = { why: 'manual', sinceMs: 1, left: 'a', right: 'b' } as const;

/** Between what people say and what is done stand other people: the last word counts, and is done once. */
onEachDatabase('a decision taken back', (open) => {
  let opened: OpenDatabase;
  let stage: JobStage;
  let store: SyncStore;
  let decisions: SyncDecisions;
  let list: ReviewList;
  let id = '';
  beforeAll(async () => {
    opened = await open();
    stage = await openJobStage(opened, [...queues]);
    store = createSyncStore(opened.db, stage.jobs, Date.now);
    decisions = createSyncDecisions(opened.db, stage.jobs);
    list = createReviewList(opened.db);
  });
  beforeEach(async () => {
    await sql`delete from sync_reviews`.execute(opened.db);
    const item = { record: 'r1', field: 'phone', why: 'manual', blocks: true, left: 'a', right: 'b' } as const;
    await store.transact(contact, (tx) => tx.open([item]));
    id = (await list.page(acme, {}, undefined, 5)).items[0]!.id;
  });
  afterAll(async () => {
    await stage.close();
    await opened.close();
  });

  const chosen = () => store.transact(contact, async (tx) => (await tx.chosen(9))[0]!);
  const done = (one: Awaited<ReturnType<typeof chosen>>) => store.transact(contact, (tx) => tx.done(one, { held }));
  const isOpen = async () => (await list.page(acme, {}, undefined, 5)).items.length === 1;

  it('before it was done is not done', async () => {
    await decisions.choose(acme, [id], { kind: 'left' }, 'Ruth');
    const read = await chosen();
    expect(await decisions.takeBack(acme, [id], LONG_AGO, 'Ruth')).toBe(1);
    expect(await done(read)).toBe(false);
    expect(await isOpen()).toBe(true);
  });

  it('or said otherwise meanwhile: only the last word is done', async () => {
    await decisions.choose(acme, [id], { kind: 'left' }, 'Ruth');
    const first = await chosen();
    await decisions.choose(acme, [id], { kind: 'value', value: null }, 'Olivia');
    expect(await done(first)).toBe(false);
    const last = await chosen();
    expect([last.by, last.choice]).toEqual(['Olivia', { kind: 'value', value: null }]);
    expect(await done(last)).toBe(true);
    expect(await done(last)).toBe(false);
  });

  it('after it was done waits to be undone, with what stood before, and is open again as it was', async () => {
    await decisions.choose(acme, [id], { kind: 'right' }, 'Ruth');
    await done(await chosen());
    expect(await isOpen()).toBe(false);
    expect(await list.decided(acme, LONG_AGO, 5)).toMatchObject([{ by: 'Ruth', isUndoing: false }]);
    expect(await decisions.takeBack(other, [id], LONG_AGO, 'Eve')).toBe(0);
    expect(await decisions.takeBack(acme, [id], new Date(Date.now() + 1000), 'Ruth')).toBe(0);
    expect(await decisions.takeBack(acme, [id], LONG_AGO, 'Ruth')).toBe(1);
    expect((await list.decided(acme, LONG_AGO, 5))[0]?.isUndoing).toBe(true);
    await store.transact(contact, async (tx) => {
      const [one] = await tx.toUndo(9);
      expect(one).toMatchObject({ review: id, choice: { kind: 'right' }, before: { held } });
      await tx.undone(one!, true);
    });
    expect(await isOpen()).toBe(true);
    expect(await list.decided(acme, LONG_AGO, 5)).toEqual([]);
  });

  it('too late, it stays closed and is not offered again', async () => {
    await decisions.choose(acme, [id], { kind: 'right' }, 'Ruth');
    await done(await chosen());
    await decisions.takeBack(acme, [id], LONG_AGO, 'Ruth');
    await store.transact(contact, async (tx) => tx.undone((await tx.toUndo(9))[0]!, false));
    expect([await isOpen(), await list.decided(acme, LONG_AGO, 5)]).toEqual([false, []]);
    expect(await decisions.takeBack(acme, [id], LONG_AGO, 'Ruth')).toBe(0);
  });

  it('how long an edit takes is counted where it was sent on after it came in, and nowhere else', async () => {
    const now = Date.now();
    const sent = (atMs: number, versionMs?: number) => ({
      value: 'b',
      atMs,
      ...(versionMs !== undefined && { versionMs }),
    });
    const field = (madeMs: number, sentMs: number, versionMs?: number) => ({
      ...{ agreed: { value: 'b' }, rounds: [] },
      origin: { side: 'left' as const, trueMs: madeMs, uncertaintyMs: 0, isCustomer: false },
      left: { sent: [], holds: 'b', edit: { value: 'b', versionMs: madeMs, seenMs: madeMs + 500 } },
      right: { sent: [sent(sentMs, versionMs)], holds: 'b' },
    });
    await store.transact(contact, async (tx) => {
      const [record] = await tx.link([['1', '9']]);
      const fields = {
        phone: field(now - 60_000, now - 58_000, now - 57_900),
        language: field(now - 60_000, now - 56_000, now - 55_900),
        // Not answered, and sent before the edit came in.
        email: field(now - 60_000, now - 50_000),
        time_zone: field(now - 60_000, now - 90_000, now - 89_000),
      };
      await tx.save([{ ...record!, fields }]);
    });
    const lags = await createSyncOverview(opened.db).lag(acme, new Date(now - 3_600_000));
    expect(lags).toEqual([{ object: 'contact', side: 'left', edits: 2, p50: 3000, p95: 3900 }]);
  });
});
