import type { BatchOutcome, ItemOutcome, PlainValue } from '@sidelight/api/connectors/sync-port.ts';
import { UpstreamError } from '@sidelight/api/connectors/upstream-error.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createFieldStore } from '@sidelight/api/store/sync-fields.ts';
import { createSyncStatus } from '@sidelight/api/store/sync-status.ts';
import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import type { FieldCodec } from '@sidelight/api/sync/codec.ts';
import { deliver } from '@sidelight/api/sync/deliver.ts';
import type { SideTarget } from '@sidelight/api/sync/target.ts';
import { createSyncWorker } from '@sidelight/api/sync/work.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codecOf } from '../sync-cases/codec-of.ts';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const scope = { tenant: requireTenant('acme'), object: 'contact' };
const codec = codecOf({ type: 'text', owner: 'crm', at: { crm: 'a', helpdesk: 'b' } });
const clocks = { aheadMs: { left: 0, right: 0 }, uncertaintyMs: 0 };
const signal = new AbortController().signal;
const waits = { left: { sent: [] }, right: { sent: [], target: { value: 'new', isSent: false } }, rounds: [] };

/** What becomes of a batch on its way, with the vendor's answers given. */
onEachDatabase('a batch', (open) => {
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
    for (const table of ['sync_records', 'sync_batches', 'sync_dead_letters', 'sync_reviews'])
      await sql`delete from ${sql.table(table)}`.execute(opened.db);
  });

  const store = () => createSyncStore(opened.db, stage.jobs, Date.now);
  const no = () => Promise.reject(new Error('not asked for here'));
  function sides(own: Partial<SideTarget>) {
    const target: SideTarget = {
      ...{
        side: 'right',
        batch: 100,
        writesAtOnce: 1,
        hasLastingPages: false,
        changes: no,
        list: no,
        read: no,
        find: no,
        write: no,
        settle: no,
        isErased: async () => false,
        definitions: no,
        ...own,
      },
    };
    const flowing = new Set([codec.id]);
    const rest = { clocks: () => clocks, lagSinceMs: () => 0, now: Date.now };
    return { store: store(), codecs: [codec], flowing, target, ...rest };
  }
  const linked = (pairs: readonly (readonly [string, string])[]) =>
    store().transact(scope, async (tx) => {
      const records = await tx.link(pairs);
      await tx.save(records.map((record) => ({ ...record, fields: { one: waits } })));
    });

  it('that the vendor goes on with has only what is not decided yet: a refusal stands', async () => {
    await linked([
      ['1', '8'],
      ['2', '9'],
    ]);
    const outcome: BatchOutcome = {
      items: { '8': { kind: 'refused', why: 'validation' }, '9': { kind: 'unknown' } },
      pending: 'job-1',
    };
    await deliver(sides({ write: async () => outcome }), scope, { isOn: true, mayWait: false }, signal);
    expect(await createSyncStatus(opened.db).dead(scope.tenant, {})).toMatchObject([{ reason: 'validation', n: 1 }]);
    const batch = await store().transact(scope, (tx) => tx.batch('right'));
    const [other] = await store().transact(scope, (tx) => tx.bySide('right', ['9']));
    expect(batch).toMatchObject({ pending: 'job-1', items: [{ record: other?.id }] });
  });

  it('to a record that is gone has it read again: it may have been merged into another', async () => {
    await sql`delete from sync_told`.execute(opened.db);
    await linked([['1', '8']]);
    const write = async (): Promise<BatchOutcome> => ({ items: { '8': { kind: 'refused', why: 'gone' } } });
    await deliver(sides({ write }), scope, { isOn: true, mayWait: false }, signal);
    expect((await store().told(scope, 'right', 9)).map(({ vendorId }) => vendorId)).toEqual(['8']);
  });

  it('that was written, and about which the vendor cannot be asked now, is not taken for one that was never sent', async () => {
    await linked([['1', '8']]);
    const write = async (): Promise<BatchOutcome> => ({ items: { '8': { kind: 'unknown' } } });
    const read = () => Promise.reject(new UpstreamError('rate_limited', 1000));
    await deliver(sides({ write, read }), scope, { isOn: true, mayWait: false }, signal).catch(
      (error: unknown) => error,
    );
    expect(await store().transact(scope, (tx) => tx.batch('right'))).toMatchObject({ items: [{}] });
    const [record] = await store().transact(scope, (tx) => tx.bySide('right', ['8']));
    expect(record?.fields.one?.right.target).toEqual({ value: 'new', isSent: true });
  });

  describe('a slice of a long backlog', () => {
    const ids = Array.from({ length: 20 }, (_, n) => [`c${n}`, `u${n}`] as const);
    /** One call to the side takes so long. */
    async function slice(write: SideTarget['write'], callMs: number) {
      let steadyMs = 0;
      const slow: SideTarget['write'] = (items, own) => {
        steadyMs += callMs;
        return write(items, own);
      };
      const { target } = sides({ write: slow, batch: 1 });
      const maker = {
        ...({ side: 'right', batch: 1, readsMore: true, exclusive: new Set<string>() } as const),
        ...{ read: no, find: no, create: no, made: no, settle: no },
      };
      const worker = createSyncWorker({
        ...{ tenant: scope.tenant, store: store(), isOn: async () => true, compareAll: no, takeInDeals: no },
        lookAtFields: no,
        partsOf: async () => ({
          ...{
            codecs: [codec],
            everyCodec: [codec],
            match: [],
            create: [],
            isCustomer: () => false,
            clocks: () => clocks,
          },
          making: { needs: [], given: { left: {}, right: {} }, company: undefined },
          ...{ erasedOf: async () => new Set<string>(), erase: no },
          wave: { deletes: 1, changes: 1, creations: 1, atLeast: 100 },
          ...{ targets: { left: target, right: target }, makers: { left: maker, right: maker } },
        }),
        ...{ lagSinceMs: () => 0, now: Date.now, steadyNow: () => steadyMs },
      });
      await linked(ids);
      await sql`delete from sidelight_jobs.job`.execute(opened.db);
      const outcome = await worker.run({ object: 'contact', work: 'deliver_right' }, signal);
      return { outcome, waiting: await stage.jobs.waiting({ tenant: scope.tenant }, 10) };
    }

    it('that has brought it on ends well, and the next goes on at once: its tries are for outages', async () => {
      const write: SideTarget['write'] = async ([item]) => ({
        items: { [item!.id]: { kind: 'written', id: item!.id, versionMs: 1000, values: item!.values } },
      });
      const { outcome, waiting } = await slice(write, 15_000);
      expect(outcome).toEqual({ kind: 'done' });
      expect(waiting).toMatchObject([{ ids: { object: 'contact', work: 'deliver_right' }, attempts: 0 }]);
    });

    it('in which nothing was taken is a try that failed', async () => {
      const { outcome } = await slice(() => Promise.reject(new UpstreamError('rate_limited', 60_000)), 1000);
      expect(outcome).toEqual({ kind: 'retry', reason: 'no_answer', notBeforeMs: 60_000 });
    });
  });

  it('sends nothing of a field that is set aside, lets the others flow, and leaves the line for it', async () => {
    await linked([['1', '8']]);
    let calls = 0;
    const write: SideTarget['write'] = async () => {
      calls++;
      return { items: {} };
    };
    const deps = { ...sides({ write }), flowing: new Set<string>() };
    const how = { isOn: true, mayWait: false };
    const kinds = [await deliver(deps, scope, how, signal), await deliver(deps, scope, how, signal)];
    expect([kinds.map(({ kind }) => kind), calls]).toEqual([['sent', 'nothing_due'], 0]);
    const [record] = await store().transact(scope, (tx) => tx.bySide('right', ['8']));
    expect(record?.fields.one?.right.target).toMatchObject({ isSent: false });
    const fields = createFieldStore(opened.db, stage.jobs, Date.now);
    const gone = { field: 'one', side: 'right', why: 'gone', lost: [], isReturning: true } as const;
    await fields.change(scope, { began: [], changed: [gone], forgotten: [] });
    await fields.release(scope, 'one');
    expect(await store().transact(scope, (tx) => tx.due('right', 9))).toHaveLength(1);
  });

  describe('a refusal of an item with several values', () => {
    const two: FieldCodec = {
      ...codecOf({ type: 'text', owner: 'crm', at: { crm: 'c', helpdesk: 'd' } }),
      id: 'two',
    };
    /** A side that takes `d`, and says what it holds where it is `told`; every call that was made. */
    async function settled(answer: (values: Readonly<Record<string, PlainValue>>) => ItemOutcome) {
      await store().transact(scope, async (tx) => {
        const [record] = await tx.link([['1', '8']]);
        await tx.save([{ ...record!, fields: { one: waits, two: waits } }]);
      });
      const calls: string[][] = [];
      const write: SideTarget['write'] = async ([item]) => {
        calls.push(Object.keys(item!.values));
        return { items: { '8': answer(item!.values) } };
      };
      const deps = { ...sides({ write }), codecs: [codec, two], flowing: new Set([codec.id, two.id]) };
      for (let n = 0; n < 10; n++) {
        const { kind } = await deliver(deps, scope, { isOn: true, mayWait: false }, signal);
        if (kind === 'nothing_due') break;
      }
      const letters = await opened.db.selectFrom('sync_dead_letters').select(['field', 'reason']).execute();
      const [record] = await store().transact(scope, (tx) => tx.bySide('right', ['8']));
      return { calls, letters, holds: [record?.fields.one?.right.holds, record?.fields.two?.right.holds] };
    }
    const written = (values: Readonly<Record<string, PlainValue>>): ItemOutcome => ({
      ...{ kind: 'written', id: '8', versionMs: 1000, values },
    });
    const invalid = { kind: 'refused', why: 'validation' } as const;

    it('that names a property which was not sent ends: each value is sent by itself, and what is good is taken', async () => {
      expect(
        await settled((values) => ('b' in values ? { ...invalid, property: 'elsewhere' } : written(values))),
      ).toEqual({
        calls: [['b', 'd'], ['b'], ['d']],
        letters: [{ field: 'one', reason: 'validation' }],
        holds: [undefined, 'new'],
      });
    });

    it('that names none leaves only the bad value a dead letter', async () => {
      expect(await settled((values) => ('b' in values ? invalid : written(values)))).toMatchObject({
        letters: [{ field: 'one', reason: 'validation' }],
        holds: [undefined, 'new'],
      });
    });

    it('and whose side still holds the old values does not take the good one with it', async () => {
      const old = { versionMs: 900, values: { b: 'old', d: 'old' } };
      expect(
        await settled((values) => ('b' in values ? { ...invalid, property: 'b', written: old } : written(values))),
      ).toEqual({
        calls: [['b', 'd'], ['d']],
        letters: [{ field: 'one', reason: 'validation' }],
        holds: [undefined, 'new'],
      });
    });

    it('takes what the side holds all the same, though nobody says what was refused', async () => {
      const half = { versionMs: 1000, values: { b: 'old', d: 'new' } };
      expect(await settled(() => ({ ...invalid, written: half }))).toEqual({
        ...{ calls: [['b', 'd']], letters: [{ field: 'one', reason: 'validation' }], holds: [undefined, 'new'] },
      });
    });

    it('that is about the record is about all of them', async () => {
      const { calls, letters } = await settled(() => ({ kind: 'refused', why: 'permission' }));
      expect([calls.length, letters.length]).toEqual([1, 2]);
    });
  });
});
