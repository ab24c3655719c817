import type { SyncPage } from '@sidelight/api/connectors/sync-port.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { forgetOldRows } from '@sidelight/api/store/retention.ts';
import { createRunPages } from '@sidelight/api/store/sync-read-pages.ts';
import { createSyncRuns } from '@sidelight/api/store/sync-runs.ts';
import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import { noCounts } from '@sidelight/api/sync/reconciled.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const tenant = requireTenant('acme');
const HOUR_MS = 3_600_000;
const page = (id: string, next?: string): SyncPage => ({
  records: [
    { id, versionMs: 7, unreadable: ['x'], values: { a: 'ana', b: null, c: ['p', 'q'] }, isProtected: true },
    { id: `${id}b`, versionMs: 8, unreadable: [], values: {} },
  ],
  ...(next !== undefined && { next }),
});

onEachDatabase('what a comparison has read', (open) => {
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
    for (const table of ['sync_read_pages', 'sync_runs', 'sync_erasures'])
      await sql`delete from ${sql.table(table)}`.execute(opened.db);
  });
  const runs = () => createSyncRuns(opened.db, stage.jobs);
  const pagesOf = (run: string, object = 'contact') => createRunPages(opened.db, tenant, object, run);
  const count = async () => {
    const { rows } = await sql<{ n: number }>`select count(*)::int n from sync_read_pages`.execute(opened.db);
    return rows[0]?.n;
  };

  it('is there for whoever goes on with it, side by side, and for no other comparison', async () => {
    await pagesOf('r1').keep('left', '', { page: page('1', 'p2'), snapshotMs: 1_700_000_000_123 });
    await pagesOf('r1').keep('right', 'p2', { page: page('2'), snapshotMs: 1_700_000_000_124 });
    const again = pagesOf('r1');
    expect([...(await again.places('left'))]).toEqual(['']);
    expect(await again.page('left', '')).toEqual({ page: page('1', 'p2'), snapshotMs: 1_700_000_000_123 });
    expect(await again.page('right', 'p2')).toEqual({ page: page('2'), snapshotMs: 1_700_000_000_124 });
    expect(await again.page('left', 'p2')).toBeUndefined();
    expect((await pagesOf('r2').places('left')).size).toBe(0);
  });

  it('is read again where it is damaged', async () => {
    await pagesOf('r1').keep('left', '', { page: page('1'), snapshotMs: 1 });
    for (const damaged of ['{"records": 1}', '{"rec']) {
      await sql`update sync_read_pages set page = ${damaged}`.execute(opened.db);
      expect(await pagesOf('r1').page('left', '')).toBeUndefined();
    }
  });

  it('is forgotten when the comparison ends, however it does', async () => {
    for (const how of ['done', 'failed']) {
      const id = await runs().ask(tenant, 'contact', 'compare', 'ana');
      await pagesOf(id).keep('left', '', { page: page('1'), snapshotMs: 1 });
      await pagesOf('other').keep('left', '', { page: page('1'), snapshotMs: 1 });
      if (how === 'done') await runs().ended(tenant, id, noCounts());
      else await runs().failed(tenant, id, 'timeout');
      expect((await pagesOf(id).places('left')).size).toBe(0);
      expect((await runs().find(tenant, id))?.state).toBe(how);
    }
    expect(await count()).toBe(1);
  });

  it('is forgotten when it is old: before the comparison goes on, and by the clock', async () => {
    const nowMs = Date.now();
    await pagesOf('r1').keep('left', 'old', { page: page('1'), snapshotMs: nowMs - 3 * HOUR_MS });
    await pagesOf('r1').keep('left', 'late', { page: page('1'), snapshotMs: nowMs - 1.5 * HOUR_MS });
    await pagesOf('r1').keep('left', 'new', { page: page('1'), snapshotMs: nowMs });
    await forgetOldRows(opened.db, nowMs, HOUR_MS, new AbortController().signal);
    expect([...(await pagesOf('r1').places('left'))].toSorted()).toEqual(['late', 'new']);
    await pagesOf('r1').forgetOlder(nowMs - HOUR_MS);
    expect([...(await pagesOf('r1').places('left'))]).toEqual(['new']);
  });

  it('holds nobody who was erased while it was read', async () => {
    const store = createSyncStore(opened.db, stage.jobs, Date.now);
    const readMs = Date.now();
    await store.transact({ tenant, object: 'contact' }, (tx) => tx.keepErased(['somebody']));
    await pagesOf('r1').keep('left', '', { page: page('1'), snapshotMs: readMs });
    await pagesOf('r1').keep('left', 'p2', { page: page('2'), snapshotMs: readMs + 60_000 });
    await pagesOf('r2', 'company').keep('left', '', { page: page('1'), snapshotMs: readMs });
    expect([...(await pagesOf('r1').places('left'))]).toEqual(['p2']);
    expect((await pagesOf('r2', 'company').places('left')).size).toBe(1);
  });

  it('holds nobody who was erased', async () => {
    await pagesOf('r1').keep('left', '', { page: page('1'), snapshotMs: 1 });
    await pagesOf('r2', 'company').keep('left', '', { page: page('1'), snapshotMs: 1 });
    const store = createSyncStore(opened.db, stage.jobs, Date.now);
    await store.transact({ tenant, object: 'contact' }, (tx) => tx.forget('left', '1', undefined));
    expect((await pagesOf('r1').places('left')).size).toBe(0);
    expect((await pagesOf('r2').places('left')).size).toBe(1);
  });
});
