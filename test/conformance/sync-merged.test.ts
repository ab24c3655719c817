import type { SyncRecord } from '@sidelight/api/connectors/sync-port.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createSyncStatus } from '@sidelight/api/store/sync-status.ts';
import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import { erase } from '@sidelight/api/sync/erase/erase.ts';
import { erasedOf } from '@sidelight/api/sync/erase/erased.ts';
import type { ErasedDeps } from '@sidelight/api/sync/erase/ports.ts';
import type { FieldState } from '@sidelight/api/sync/field-state.ts';
import { holdGone } from '@sidelight/api/sync/gone.ts';
import { readTold } from '@sidelight/api/sync/read-told.ts';
import { receive } from '@sidelight/api/sync/receive.ts';
import type { SideTarget } from '@sidelight/api/sync/target.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { codecOf } from '../sync-cases/codec-of.ts';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const scope = { tenant: requireTenant('acme'), object: 'contact' };
const codec = codecOf({
  type: 'text',
  direction: 'two_way',
  rule: 'newest_with_review',
  at: { crm: 'a', helpdesk: 'b' },
});
const AT_MS = Date.UTC(2026, 10, 3);
/** Set in the CRM, and brought to the helpdesk. */
const known: FieldState = {
  ...{ agreed: { value: 'mine' }, rounds: [] },
  origin: { side: 'left', trueMs: AT_MS, uncertaintyMs: 0, isCustomer: false },
  left: { holds: 'mine', sent: [], edit: { value: 'mine', versionMs: AT_MS, seenMs: AT_MS } },
  right: { holds: 'mine', sent: [{ value: 'mine', atMs: AT_MS, versionMs: AT_MS }] },
};

onEachDatabase('a record that was merged into one of nobody', (open) => {
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
    for (const table of ['sync_records', 'sync_reviews', 'sync_told', 'sync_erasures'])
      await sql`delete from ${sql.table(table)}`.execute(opened.db);
  });
  const store = () => createSyncStore(opened.db, stage.jobs, Date.now);
  const deps = () => ({
    ...{ store: store(), codecs: [codec], now: Date.now, isCustomer: () => false },
    clocks: () => ({ aheadMs: { left: 0, right: 0 }, uncertaintyMs: 0 }),
  });
  const survivor = (value: string, atMs: number): SyncRecord => ({
    ...{ id: '2', versionMs: AT_MS + 60_000, values: { a: value }, unreadable: [], absorbed: ['1'] },
    history: { a: [{ value, versionMs: atMs, writer: { kind: 'person', id: '7' } }] },
  });

  it.each([
    ['older than what the other had', AT_MS - 50_000],
    ['newer', AT_MS + 50_000],
  ])('brings the value that it holds, %s', async (_, atMs) => {
    await store().transact(scope, async (tx) => {
      const [record] = await tx.link([['1', '11']]);
      await tx.save([{ ...record!, fields: { one: known } }]);
    });
    await receive(deps(), scope, { side: 'left', records: [survivor('theirs', atMs)], snapshotMs: Date.now() });
    const [linked] = await store().transact(scope, (tx) => tx.bySide('right', ['11']));
    expect(linked).toMatchObject({
      left: '2',
      fields: { one: { agreed: { value: 'theirs' }, left: { holds: 'theirs' } } },
    });
    expect(linked?.fields.one?.right.target).toEqual({ value: 'theirs', isSent: false });
  });

  const no = () => Promise.reject(new Error('not asked for here'));
  const nobodyErased: ErasedDeps = { erasedOf: async () => new Set<string>(), erase: no };
  /** 2 was merged into 1, and 1 into 3, before anybody looked: what 3 says of it leaves out 2. */
  const last = (value: string): SyncRecord => ({
    ...{ id: '3', versionMs: AT_MS + 60_000, values: { a: value }, unreadable: [], absorbed: ['1'] },
    history: { a: [{ value, versionMs: AT_MS + 50_000, writer: { kind: 'person', id: '7' } }] },
  });
  const tell = async (id: string, erasing: ErasedDeps = nobodyErased) => {
    const read = async () => ({ records: [last('theirs')], alias: { 2: '3' } });
    const target: SideTarget = {
      ...{ side: 'left', batch: 100, writesAtOnce: 1, hasLastingPages: false, isErased: async () => false, read },
      ...{ changes: no, list: no, find: no, write: no, settle: no, definitions: no },
    };
    const finding = { match: [], create: [], targets: { left: { find: no, read }, right: { find: no, read: no } } };
    await store().tell(scope, 'left', [id]);
    await readTold({ ...deps(), ...finding, ...erasing, target }, scope, new AbortController().signal);
  };

  it('by way of another is followed, and what the one that is left holds is brought', async () => {
    await store().transact(scope, async (tx) => {
      const [record] = await tx.link([['2', '22']]);
      await tx.save([{ ...record!, fields: { one: known } }]);
    });
    await tell('2');
    const [linked] = await store().transact(scope, (tx) => tx.bySide('right', ['22']));
    expect(linked).toMatchObject({ left: '3', hold: undefined });
    expect(linked?.fields.one?.right.target).toEqual({ value: 'theirs', isSent: false });
  });

  it('and was taken for gone is there again, and nobody is asked about it', async () => {
    await store().transact(scope, async (tx) => {
      const [record] = await tx.link([['2', '22']]);
      await tx.save([{ ...record!, fields: { one: known } }]);
      await holdGone(tx, 'left', ['2']);
    });
    await tell('2');
    const [linked] = await store().transact(scope, (tx) => tx.bySide('right', ['22']));
    expect(linked).toMatchObject({ left: '3', hold: undefined });
    expect(await createSyncStatus(opened.db).openItems(scope.tenant, {}, 9)).toEqual([]);
  });

  const marks = { of: async (texts: readonly string[]) => texts.map((text) => `mark of ${text}`) };
  const erasing: ErasedDeps = {
    erasedOf: (side, records) => erasedOf({ store: store(), marks, match: [] }, scope, side, records),
    erase: (side, id) => erase({ store: store(), marks, addresses: [] }, scope, side, id),
  };
  const link = () =>
    store().transact(scope, async (tx) => {
      const [record] = await tx.link([['2', '22']]);
      await tx.save([{ ...record!, fields: { one: known } }]);
    });
  const expectErased = async () => {
    expect(await store().transact(scope, (tx) => tx.linked())).toEqual([]);
    expect((await sql`select fields from sync_records`.execute(opened.db)).rows).toEqual([]);
    const items = await createSyncStatus(opened.db).openItems(scope.tenant, {}, 9);
    expect(items).toMatchObject([{ why: 'erase_on_other_side' }]);
  };

  it('and whose person was erased is linked to nobody, and the one on the other side is named to a person', async () => {
    await link();
    await erasing.erase('left', '3');
    await tell('2', erasing);
    await expectErased();
  });

  it('and whose person is erased while the merge is followed is forgotten all the same', async () => {
    await link();
    let asked = 0;
    await tell('2', {
      ...erasing,
      async erasedOf(side, records) {
        if (asked++ === 0) {
          // Asked for once, and erased right after that.
          const before = await erasing.erasedOf(side, records);
          await erasing.erase('left', '3');
          return before;
        }
        return erasing.erasedOf(side, records);
      },
    });
    await expectErased();
  });
});
