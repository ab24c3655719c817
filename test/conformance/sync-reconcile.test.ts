import type { SyncRecord } from '@sidelight/api/connectors/sync-port.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createSyncStatus } from '@sidelight/api/store/sync-status.ts';
import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import type { Side } from '@sidelight/api/sync/canonical/canon.ts';
import type { MakingSide } from '@sidelight/api/sync/make/making-side.ts';
import { type ReconcileDeps, reconcile } from '@sidelight/api/sync/reconcile.ts';
import type { SideTarget } from '@sidelight/api/sync/target.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { codecOf } from '../sync-cases/codec-of.ts';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const scope = { tenant: requireTenant('acme'), object: 'contact' };
const codec = codecOf({ type: 'text', owner: 'crm', at: { crm: 'a', helpdesk: 'b' } });
const kept = { agreed: { value: 'ana' }, rounds: [], left: { sent: [] }, right: { sent: [] } };
const signal = new AbortController().signal;
const no = () => Promise.reject(new Error('not asked for here'));
const record = (side: Side, id: string, value: string): SyncRecord => ({
  ...{ id, versionMs: 1, values: { [codec.property(side)]: value }, unreadable: [] },
});

/** What a comparison does beside writing values, and what it does not do where it is refused. */
onEachDatabase('a comparison', (open) => {
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
    for (const table of ['sync_records', 'sync_makings', 'sync_reviews'])
      await sql`delete from ${sql.table(table)}`.execute(opened.db);
  });
  const store = () => createSyncStore(opened.db, stage.jobs, Date.now);
  const held = async () => (await store().transact(scope, (tx) => tx.linked())).filter(({ hold }) => hold).length;
  const makings = async () => (await createSyncStatus(opened.db).makings(scope.tenant))[0];

  function sides(left: readonly SyncRecord[], right: readonly SyncRecord[]): ReconcileDeps {
    const all = { left, right };
    const read: (side: Side) => SideTarget['read'] = (side) => async (ids) => ({
      records: all[side].filter(({ id }) => ids.includes(id)),
      alias: {},
    });
    const target = (side: Side): SideTarget => ({
      ...{
        side,
        batch: 100,
        writesAtOnce: 1,
        hasLastingPages: false,
        changes: no,
        find: no,
        write: no,
        settle: no,
        definitions: no,
      },
      ...{ list: async () => ({ records: all[side] }), read: read(side), isErased: async () => false },
      definitions: no,
    });
    const maker = (side: Side): MakingSide => ({
      ...{
        side,
        batch: 100,
        exclusive: new Set<string>(),
        readsMore: true,
        find: no,
        create: no,
        made: no,
        settle: no,
        read: read(side),
      },
    });
    return {
      ...{ store: store(), codecs: [codec], match: [codec], create: ['right'], now: Date.now },
      making: { needs: ['one'], given: { left: {}, right: {} }, company: undefined },
      targets: { left: target('left'), right: target('right') },
      makers: { left: maker('left'), right: maker('right') },
      wave: { deletes: 0.1, changes: 0.1, creations: 0.1, atLeast: 2 },
      ...{ erasedOf: async () => new Set<string>(), erase: no },
      clocks: () => ({ aheadMs: { left: 0, right: 0 }, uncertaintyMs: 0 }),
    };
  }

  it('that is not refused lets through all that is in line, also what was not to be made', async () => {
    await store().transact(scope, (tx) => tx.want('left', ['7', '8', '9'], false));
    expect(await makings()).toMatchObject({ records: 3, unapproved: 3 });
    const { refused } = await reconcile(sides([record('left', '1', 'ana')], []), scope, false, signal);
    expect([refused, await makings()]).toEqual([null, expect.objectContaining({ records: 4, unapproved: 0 })]);
  });

  it('reads a record that would be made again where a new one is given more, and only there', async () => {
    const given = sides([record('left', '1', 'ana')], []);
    const asked: string[] = [];
    const withMore = (readsMore: boolean): ReconcileDeps => ({
      ...given,
      makers: {
        ...given.makers,
        left: {
          ...given.makers.left,
          readsMore,
          read(ids, own) {
            asked.push(...ids);
            return given.makers.left.read(ids, own);
          },
        },
      },
    });
    const planned = async (readsMore: boolean) =>
      (await reconcile(withMore(readsMore), scope, true, signal)).creations.right;
    expect([await planned(false), asked]).toEqual([1, []]);
    expect([await planned(true), asked]).toEqual([1, ['1']]);
  });

  it('that is refused for what it would make has held nothing, and has not changed what is in line', async () => {
    await store().transact(scope, async (tx) => {
      await tx.link([['5', '6']]);
      await tx.want('left', ['7'], false);
    });
    const many = ['1', '2', '3'].map((id) => record('left', id, `name ${id}`));
    const found = await reconcile(sides(many, [record('right', '6', 'bo')]), scope, false, signal);
    expect(found).toMatchObject({ refused: 'creations', gone: { left: 1, right: 0 } });
    expect([await held(), await makings()]).toEqual([0, expect.objectContaining({ records: 1, unapproved: 1 })]);
  });

  it('that finds too many gone on one side has held none of the other', async () => {
    await store().transact(scope, (tx) =>
      tx.link([
        ['1', '11'],
        ['2', '12'],
        ['3', '13'],
      ]),
    );
    const left = [record('left', '2', 'bo'), record('left', '3', 'cy')];
    const found = await reconcile(sides(left, [record('right', '11', 'ana')]), scope, false, signal);
    expect(found).toMatchObject({ refused: 'deletes', gone: { left: 1, right: 2 } });
    expect(await held()).toBe(0);
  });

  it('follows a record that was merged into one of nobody, also by way of another: it is not made anew', async () => {
    await store().transact(scope, (tx) => tx.link([['2', '22']]));
    const [survivor, user] = [record('left', '3', 'cleo'), record('right', '22', 'bea')];
    const given = sides([survivor], [user]);
    const read: SideTarget['read'] = async () => ({ records: [survivor], alias: { 2: '3' } });
    const found = await reconcile(
      { ...given, targets: { ...given.targets, left: { ...given.targets.left, read } } },
      scope,
      false,
      signal,
    );
    expect(found).toMatchObject({ linked: 1, creations: { left: 0, right: 0 }, gone: { left: 0, right: 0 } });
    const linked = await store().transact(scope, (tx) => tx.bySide('right', ['22']));
    expect(linked).toMatchObject([{ left: '3', hold: undefined, fields: { one: { left: { holds: 'cleo' } } } }]);
    expect([await held(), await makings()]).toEqual([0, undefined]);
  });

  it('that is not refused holds what is gone', async () => {
    await store().transact(scope, (tx) => tx.link([['1', '11']]));
    await reconcile(sides([], [record('right', '11', 'ana')]), scope, false, signal);
    expect(await held()).toBe(1);
  });

  it('that is cut off has forgotten whoever was erased while everything was read and is linked by now', async () => {
    const erased: string[] = [];
    let isTold = false;
    const deps: ReconcileDeps = {
      ...sides([record('left', '1', 'ana')], [record('right', '11', 'ana')]),
      erasedOf: async (side, records) => new Set(isTold && side === 'left' ? records.map(({ id }) => id) : []),
      erase: async (side, id) => void erased.push(`${side}:${id}`),
      onProgress({ phase }) {
        if (phase === 'comparing') isTold = true;
        if (phase === 'writing') throw new Error('the process ends');
      },
    };
    await expect(reconcile(deps, scope, false, signal)).rejects.toThrow('the process ends');
    expect(erased).toEqual(['left:1']);
  });

  it('that misses one of whom the erasure was told forgets them, and asks nobody whether they are deleted', async () => {
    await store().transact(scope, (tx) => tx.link([['1', '11']]));
    const erased: string[] = [];
    const deps: ReconcileDeps = {
      ...sides([], [record('right', '11', 'ana')]),
      erasedOf: async (side, records) => new Set(side === 'left' ? records.map(({ id }) => id) : []),
      erase: async (side, id) => void erased.push(`${side}:${id}`),
    };
    await reconcile(deps, scope, false, signal);
    expect([erased, await held()]).toEqual([['left:1'], 0]);
  });

  it('asks of more than a hundred that were deleted by turns whether they are erased by now', async () => {
    await sql`insert into sync_records (tenant, object, id, left_id, right_id, hold, fields)
      select ${scope.tenant}, ${scope.object}, n::text, n::text, 'r' || n, 'gone_on_right',
        case when n <= 20 then '{}' else ${JSON.stringify({ one: kept })} end::jsonb
      from generate_series(1, 150) n`.execute(opened.db);
    const asked = new Set<string>();
    const given = sides([], []);
    const isErased = async (id: string) => {
      asked.add(id);
      return false;
    };
    const at = (minute: number): ReconcileDeps => ({
      ...given,
      now: () => minute * 60_000,
      targets: { ...given.targets, right: { ...given.targets.right, isErased } },
    });
    await reconcile(at(0), scope, true, signal);
    expect(asked.size).toBe(0);
    await reconcile(at(0), scope, false, signal);
    expect(asked.size).toBe(100);
    await reconcile(at(1), scope, false, signal);
    expect(asked.size).toBe(130);
  });
});
