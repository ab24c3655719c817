import { queues } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createSyncDecisions } from '@sidelight/api/store/sync-decisions.ts';
import { createSyncRuns } from '@sidelight/api/store/sync-runs.ts';
import { createSyncStatus, type SyncStatus } from '@sidelight/api/store/sync-status.ts';
import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const [acme, other] = [requireTenant('acme'), requireTenant('other')];
const contact = { tenant: acme, object: 'contact' };
const sent = { sent: [], target: { value: '+14155550100', isSent: false } };
const phone = { left: { sent: [] }, right: sent, rounds: [] };

/** What is shown of sync is one tenant's, counted by kind of record. */
onEachDatabase('how sync stands', (open) => {
  let opened: OpenDatabase;
  let stage: JobStage;
  let status: SyncStatus;
  let record = '';
  beforeAll(async () => {
    opened = await open();
    stage = await openJobStage(opened, [...queues]);
    status = createSyncStatus(opened.db);
    const store = createSyncStore(opened.db, stage.jobs, Date.now);
    record = await store.transact(contact, async (tx) => {
      const linked = await tx.link([
        ['1', '9'],
        ['2', '8'],
        ['3', '7'],
      ]);
      const [waits, held, quiet] = [linked[0]!, linked[1]!, linked[2]!];
      await tx.save([
        { ...waits, fields: { phone } },
        { ...held, hold: 'gone_on_left', fields: { phone } },
      ]);
      await tx.begin('left', [{ record: quiet.id, values: { email: 'a@x.test' } }], [quiet]);
      await tx.update({ ...(await tx.batch('left'))!, pending: 'v1' });
      const item = { record: waits.id, left: 'a', right: null };
      await tx.open([
        { ...item, field: 'name', why: 'older_kept', blocks: false },
        { ...item, field: 'phone', why: 'manual', blocks: true },
        { ...item, record: 'left:5', why: 'ambiguous_match', blocks: true, left: ['5', '6'] },
      ]);
      await tx.bury([
        { record: waits.id, side: 'right', field: 'phone', reason: 'validation', valueClass: 'too_long' },
        { record: waits.id, side: 'left', field: 'name', reason: 'permission' },
      ]);
      return waits.id;
    });
    await store.transact({ tenant: other, object: 'contact' }, (tx) => tx.link([['1', '9']]));
    await store.moveCursor(contact, 'right', 'c');
    await sql`update sync_reviews set opened_at = now() - interval '2 days' where field = 'phone'`.execute(opened.db);
  });
  afterAll(async () => {
    await stage.close();
    await opened.close();
  });

  it('counts pairs, what waits for each side and since when, and what is held', async () => {
    expect(await status.records(acme)).toEqual([
      {
        ...{ object: 'contact', linked: 3, held: 1 },
        waiting: { left: { records: 0, since: undefined }, right: { records: 1, since: expect.any(String) } },
      },
    ]);
    expect(await status.records(other)).toMatchObject([{ linked: 1, waiting: { right: { records: 0 } } }]);
    const at = expect.stringMatching(/^\d{4}-.*Z$/);
    expect(await status.batches(acme)).toEqual([{ object: 'contact', side: 'left', records: 1, at, is_pending: true }]);
    expect(await status.looks(acme)).toEqual([{ object: 'contact', side: 'right', at }]);
    expect([await status.batches(other), await status.looks(other)]).toEqual([[], []]);
  });

  it('counts and lists what is open: what blocks first, with the names of both sides', async () => {
    const dueBefore = new Date(Date.now() - 86_400_000);
    expect(await status.items(acme, dueBefore)).toEqual([{ object: 'contact', open: 3, blocking: 2, overdue: 1 }]);
    const items = await status.openItems(acme, {}, 10);
    expect(items.map(({ why }) => why)).toEqual(['manual', 'ambiguous_match', 'older_kept']);
    expect(items[0]).toMatchObject({ record, field: 'phone', blocks: true, left: 'a', right: null });
    expect(items[0]?.ids).toEqual({ left: '1', right: '9' });
    expect(items[1]).not.toHaveProperty('ids');
    expect(items[1]).not.toHaveProperty('field');
    await createSyncDecisions(opened.db, stage.jobs).choose(acme, [items[0]!.id], { kind: 'left' }, 'cli:ana');
    expect(await status.openItems(acme, { ids: [items[0]!.id] }, 10)).toMatchObject([{ decidedBy: 'cli:ana' }]);
    expect(await status.openItems(acme, { object: 'company' }, 10)).toEqual([]);
    expect(await status.openItems(acme, { ids: [] }, 10)).toEqual([]);
    expect(await status.openItems(other, { ids: [items[0]!.id] }, 10)).toEqual([]);
    expect(await status.openItems(acme, {}, 1)).toHaveLength(1);
  });

  it('counts and lists what was not taken, by the same filter as it is tried again', async () => {
    expect(await status.dead(acme, {})).toEqual([
      { object: 'contact', reason: 'permission', n: 1 },
      { object: 'contact', reason: 'validation', n: 1 },
    ]);
    const [letter, ...more] = await status.letters(acme, { reason: 'validation' }, 10);
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ record, side: 'right', field: 'phone', valueClass: 'too_long' });
    expect(await status.dead(acme, { id: letter!.id })).toHaveLength(1);
    expect([await status.dead(other, {}), await status.letters(acme, { object: 'company' }, 9)]).toEqual([[], []]);
    await createSyncDecisions(opened.db, stage.jobs).replay(acme, { id: letter!.id }, 'cli:ana');
    expect(await status.letters(acme, { id: letter!.id }, 1)).toMatchObject([{ replayBy: 'cli:ana' }]);
  });

  it('finds the run under way, the newest of each, and the last dry run that came to its end', async () => {
    const runs = createSyncRuns(opened.db, stage.jobs);
    const none = { left: 0, right: 0 };
    const dry = await runs.ask(acme, 'contact', 'dry_run', 'cli:ana');
    expect(await status.runUnderWay(acme, 'contact', 'dry_run')).toBe(dry);
    expect(await status.dryRun(acme, 'contact')).toBeUndefined();
    await runs.ended(acme, dry, {
      ...{ ...none, linked: 0, newLinks: 0, alone: none, creations: none, ambiguous: 0 },
      ...{ writes: {}, changed: 0, asked: 0, unreadable: 0, gone: { left: 0, right: 0 }, refused: null },
    });
    const failed = await runs.ask(acme, 'contact', 'dry_run', 'cli:ana');
    await runs.failed(acme, failed, 'not_connected');
    const compare = await runs.ask(acme, 'contact', 'compare', 'cli:ana');
    const company = await runs.ask(acme, 'company', 'dry_run', 'cli:ana');
    expect(await status.runUnderWay(acme, 'contact', 'dry_run')).toBeUndefined();
    expect(await status.runUnderWay(acme, 'contact', 'compare')).toBe(compare);
    expect(await status.dryRun(acme, 'contact')).toEqual({ id: dry, at: expect.any(String) });
    expect((await status.lastRuns(acme)).toSorted()).toEqual([compare, company].toSorted());
    expect([await status.lastRuns(other), await status.dryRun(other, 'contact')]).toEqual([[], undefined]);
  });
});
