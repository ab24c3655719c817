import type { BatchOutcome, SyncCreate, SyncRecord } from '@sidelight/api/connectors/sync-port.ts';
import { UpstreamError } from '@sidelight/api/connectors/upstream-error.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createSyncStatus } from '@sidelight/api/store/sync-status.ts';
import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import { make } from '@sidelight/api/sync/make/make.ts';
import type { MakeDeps } from '@sidelight/api/sync/make/make-deps.ts';
import type { MakingSide } from '@sidelight/api/sync/make/making-side.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { codecOf } from '../sync-cases/codec-of.ts';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const scope = { tenant: requireTenant('acme'), object: 'contact' };
const codec = codecOf({ type: 'text', owner: 'crm', at: { crm: 'a', helpdesk: 'b' } });
const signal = new AbortController().signal;
const wave = { creations: 0.1, atLeast: 3 };

/** What becomes of records that are to be made, whatever happens on the way. */
onEachDatabase('a record to be made', (open) => {
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
    for (const table of ['sync_records', 'sync_makings', 'sync_dead_letters', 'sync_reviews'])
      await sql`delete from ${sql.table(table)}`.execute(opened.db);
  });

  const store = () => createSyncStore(opened.db, stage.jobs, Date.now);
  const want = (ids: readonly string[], isApproved = true) =>
    store().transact(scope, (tx) => tx.want('left', ids, isApproved));
  const rows = () => opened.db.selectFrom('sync_makings').selectAll().execute();
  const links = () => opened.db.selectFrom('sync_records').select(['left_id', 'right_id']).execute();
  const no = () => Promise.reject(new Error('not asked for here'));

  /** A helpdesk that keeps what it makes by our keys, as the port says. */
  function helpdesk() {
    const made = new Map<string, SyncRecord>();
    const take = ({ key, values }: SyncCreate): SyncRecord => {
      const record = made.get(key) ?? { id: `u${made.size + 1}`, versionMs: 1, values, unreadable: [] };
      made.set(key, record);
      return record;
    };
    const create = async (items: readonly SyncCreate[]): Promise<BatchOutcome> => ({
      items: Object.fromEntries(items.map((item) => [item.key, { kind: 'written' as const, ...take(item) }])),
    });
    const found = async (keys: readonly string[]) =>
      Object.fromEntries(keys.flatMap((key) => (made.has(key) ? [[key, made.get(key)!] as const] : [])));
    return { made, create, found };
  }
  const crm = (records: readonly SyncRecord[]): MakingSide => ({
    ...{
      side: 'left',
      batch: 100,
      exclusive: new Set<string>(),
      readsMore: true,
      find: no,
      create: no,
      made: no,
      settle: no,
    },
    read: async (ids) => ({ records: records.filter(({ id }) => ids.includes(id)), alias: {} }),
  });
  const record = (id: string, a: string | null = `name ${id}`): SyncRecord => ({
    ...{ id, versionMs: 1, values: { a }, unreadable: [] },
  });
  function deps(
    { made, found, ...right }: Partial<Omit<MakingSide, 'made'>> & Pick<ReturnType<typeof helpdesk>, 'made' | 'found'>,
    records: readonly SyncRecord[],
  ): MakeDeps {
    const target: MakingSide = {
      ...{
        side: 'right',
        batch: 100,
        exclusive: new Set<string>(),
        readsMore: true,
        settle: no,
        create: no,
        made: found,
      },
      find: async () => [],
      read: async (ids) => ({ records: [...made.values()].filter(({ id }) => ids.includes(id)), alias: {} }),
      ...right,
    };
    return {
      ...{ store: store(), codecs: [codec], match: [codec], wave, targets: { left: crm(records), right: target } },
      plan: { needs: ['one'], given: { left: {}, right: {} }, company: undefined },
      companyOf: async () => ({ kind: 'none' }),
      ...{ erasedOf: async () => new Set<string>(), erase: no },
      ...{ clocks: () => ({ aheadMs: { left: 0, right: 0 }, uncertaintyMs: 0 }), now: Date.now },
    };
  }

  it('is made once by its key though the process died after it was made', async () => {
    const desk = helpdesk();
    await want(['1']);
    const dies = async (items: readonly SyncCreate[]) => {
      await desk.create(items);
      throw new Error('killed');
    };
    await expect(make(deps({ ...desk, create: dies }, [record('1')]), scope, 'left', true, signal)).rejects.toThrow(
      'killed',
    );
    expect(await rows()).toMatchObject([{ is_sent: true }]);
    const again = deps(desk, [record('1')]);
    expect(await make(again, scope, 'left', true, signal)).toEqual({ kind: 'gone_on' });
    await make(again, scope, 'left', true, signal);
    expect(desk.made.size).toBe(1);
    expect(await links()).toEqual([{ left_id: '1', right_id: 'u1' }]);
    expect(await rows()).toEqual([]);
  });

  it('is made once though the process died before anything was sent', async () => {
    const desk = helpdesk();
    await want(['1']);
    await expect(make(deps({ ...desk, create: no }, [record('1')]), scope, 'left', true, signal)).rejects.toThrow();
    const again = deps(desk, [record('1')]);
    for (let n = 0; n < 3; n++) await make(again, scope, 'left', true, signal);
    expect([desk.made.size, await links()]).toEqual([1, [{ left_id: '1', right_id: 'u1' }]]);
  });

  it('whose answer was lost is settled while it is switched off, and nothing new is begun', async () => {
    const desk = helpdesk();
    await want(['1']);
    const lost = async (items: readonly SyncCreate[]): Promise<BatchOutcome> => {
      await desk.create(items);
      throw new UpstreamError('timeout');
    };
    const first = await make(deps({ ...desk, create: lost }, [record('1')]), scope, 'left', true, signal);
    expect(first).toMatchObject({ kind: 'later' });
    await want(['2']);
    const off = deps(desk, [record('1'), record('2')]);
    await make(off, scope, 'left', false, signal);
    expect(await make(off, scope, 'left', false, signal)).toEqual({ kind: 'nothing_due' });
    expect(desk.made.size).toBe(1);
  });

  it('that is gone, or lacks what it needs, is not made', async () => {
    const desk = helpdesk();
    await want(['1', '2', '3']);
    const records = [record('2', ''), { ...record('3'), isProtected: true }];
    await make(deps(desk, records), scope, 'left', true, signal);
    expect([desk.made.size, await rows()]).toEqual([0, []]);
  });

  it('waits where there are many, until somebody has approved it', async () => {
    const desk = helpdesk();
    const ids = ['1', '2', '3', '4'];
    const all = ids.map((id) => record(id));
    await want(ids, false);
    expect(await make(deps(desk, all), scope, 'left', true, signal)).toEqual({ kind: 'nothing_due' });
    await want(ids, true);
    await make(deps(desk, all), scope, 'left', true, signal);
    expect(desk.made.size).toBe(4);
  });

  it('is the first of all that wait where a new customer waits for it', async () => {
    await want(['1', '2', '3', '8']);
    await store().transact(scope, (tx) => tx.wantFirst('left', ['8', '9']));
    const line = await store().transact(scope, async (tx) => ({
      first: (await tx.makings('left', 3, wave)).map(({ vendorId }) => vendorId),
      until: [await tx.inLine('left', '8'), await tx.inLine('left', '9'), await tx.inLine('left', '3')],
    }));
    expect(line).toEqual({ first: ['8', '9', '1'], until: [1, 2, 5] });
  });

  it('that is there twice is a question, and one that is linked to another is one too', async () => {
    const desk = helpdesk();
    await want(['1', '2']);
    const find = async (_: unknown, value: string) => (value === 'name 1' ? ['u8', 'u9'] : ['u7']);
    await store().transact(scope, (tx) => tx.link([['5', 'u7']]));
    const read: MakingSide['read'] = async (ids) => ({
      records: ids.map((id) => ({ ...record(id), values: { b: 'name 2' } })),
      alias: {},
    });
    await make(deps({ ...desk, find, read }, [record('1'), record('2')]), scope, 'left', true, signal);
    const items = await createSyncStatus(opened.db).openItems(scope.tenant, {}, 9);
    expect(items.map(({ record: name, why }) => [name, why]).toSorted()).toEqual([
      ['left:1', 'ambiguous_match'],
      ['left:2', 'ambiguous_match'],
    ]);
    expect(desk.made.size).toBe(0);
  });

  it('that shares a number with somebody of another address is a question, though addresses are not searched for', async () => {
    const desk = helpdesk();
    await want(['1']);
    const phone = { ...codecOf({ type: 'text', owner: 'crm', at: { crm: 'c', helpdesk: 'd' } }), id: 'two' };
    const find: MakingSide['find'] = async ({ id }) => (id === 'two' ? ['u7'] : []);
    const read: MakingSide['read'] = async () => ({
      records: [{ ...record('u7'), values: { b: 'b@y.example', d: '5550100' } }],
      alias: {},
    });
    const given = deps({ ...desk, find, read, exclusive: new Set(['b']) }, [
      { ...record('1'), values: { a: 'a@x.example', c: '5550100' } },
    ]);
    await make({ ...given, codecs: [codec, phone], match: [codec, phone] }, scope, 'left', true, signal);
    const items = await createSyncStatus(opened.db).openItems(scope.tenant, {}, 9);
    expect([items.map(({ record: name, why }) => [name, why]), await links()]).toEqual([
      [['left:1', 'ambiguous_match']],
      [],
    ]);
  });

  it('is made without what the other side refuses, and that value is written by itself after it', async () => {
    const desk = helpdesk();
    const other = codecOf({ type: 'text', owner: 'crm', at: { crm: 'c', helpdesk: 'd' } });
    const more = { ...other, id: 'two' };
    await want(['1']);
    const create = async (items: readonly SyncCreate[]): Promise<BatchOutcome> => {
      const isBad = ({ values }: SyncCreate) => 'd' in values;
      const good = await desk.create(items.filter((item) => !isBad(item)));
      const bad = items
        .filter(isBad)
        .map(({ key }) => [key, { kind: 'refused', why: 'validation', property: 'd' }] as const);
      return { items: { ...good.items, ...Object.fromEntries(bad) } };
    };
    const read: MakingSide['read'] = async () => ({
      records: [{ ...record('u1'), values: { b: 'name 1', d: null } }],
      alias: {},
    });
    const given = deps({ ...desk, create, read }, [{ ...record('1'), values: { a: 'name 1', c: 'odd' } }]);
    await make({ ...given, codecs: [codec, more] }, scope, 'left', true, signal);
    const [linked] = await store().transact(scope, (tx) => tx.bySide('left', ['1']));
    expect(linked?.fields).toMatchObject({
      one: { agreed: { value: 'name 1' } },
      two: { right: { target: { value: 'odd' } } },
    });
  });

  it('that is refused waits as a dead letter, and is tried again when somebody says so', async () => {
    const desk = helpdesk();
    await want(['1']);
    const create = async ([item]: readonly SyncCreate[]): Promise<BatchOutcome> => ({
      items: { [item!.key]: { kind: 'refused', why: 'validation', property: 'b' } },
    });
    await make(deps({ ...desk, create }, [record('1')]), scope, 'left', true, signal);
    const letters = await createSyncStatus(opened.db).letters(scope.tenant, {}, 9);
    expect(letters).toMatchObject([{ record: 'left:1', side: 'right', field: 'one', reason: 'validation' }]);
    expect(await rows()).toEqual([]);
  });
});
