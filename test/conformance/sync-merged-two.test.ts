import type { SyncRecord } from '@sidelight/api/connectors/sync-port.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { forgetOldRows } from '@sidelight/api/store/retention.ts';
import { createSyncDecisions } from '@sidelight/api/store/sync-decisions.ts';
import { createSyncStatus } from '@sidelight/api/store/sync-status.ts';
import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import type { Side } from '@sidelight/api/sync/canonical/canon.ts';
import { carryOut } from '@sidelight/api/sync/decided.ts';
import { erase } from '@sidelight/api/sync/erase/erase.ts';
import { feed } from '@sidelight/api/sync/feed.ts';
import type { FieldState } from '@sidelight/api/sync/field-state.ts';
import { holdGone } from '@sidelight/api/sync/gone.ts';
import { receive } from '@sidelight/api/sync/receive.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { ComputedId } from '@sidelight/shared/map/computed.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { codecOf } from '../sync-cases/codec-of.ts';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const scope = { tenant: requireTenant('acme'), object: 'contact' };
const codec = codecOf({ type: 'text', owner: 'crm', at: { crm: 'a', helpdesk: 'b' } });
const HOUR_MS = 3_600_000;
const known = (value: string): FieldState => ({
  ...{ agreed: { value }, rounds: [] },
  ...{ left: { holds: value, sent: [] }, right: { holds: value, sent: [] } },
});

/** Contacts 1 and 2 are linked to users 11 and 22; the CRM merges 2 into 1. */
onEachDatabase('two linked records that were merged on one side', (open) => {
  let opened: OpenDatabase;
  let stage: JobStage;
  let nowMs: number;
  beforeAll(async () => {
    opened = await open();
    stage = await openJobStage(opened, [...queues]);
  });
  afterAll(async () => {
    await stage.close();
    await opened.close();
  });
  beforeEach(async () => {
    nowMs = Date.now();
    for (const table of ['records', 'reviews', 'dead_letters', 'corrections', 'told', 'erasures', 'makings'])
      await sql`delete from ${sql.table(`sync_${table}`)}`.execute(opened.db);
    await link('1', '11', 'ana');
    await link('2', '22', 'bea');
    await merged('ana');
  });

  const now = () => nowMs;
  const store = () => createSyncStore(opened.db, stage.jobs, now);
  const decisions = () => createSyncDecisions(opened.db, stage.jobs);
  const clocks = () => ({ aheadMs: { left: 0, right: 0 }, uncertaintyMs: 0 });
  const link = (left: string, right: string, value: string) =>
    store().transact(scope, async (tx) => {
      const [record] = await tx.link([[left, right]]);
      await tx.save([{ ...record!, fields: { one: known(value) } }]);
    });
  const read = (side: Side, id: string, value: string, more: Partial<SyncRecord> = {}) => {
    const record = { id, versionMs: nowMs, values: { [codec.property(side)]: value }, unreadable: [], ...more };
    const deps = { store: store(), codecs: [codec], now, isCustomer: () => false, clocks };
    return receive(deps, scope, { side, records: [record], snapshotMs: nowMs });
  };
  const merged = (value: string, absorbed = ['2']) => read('left', '1', value, { absorbed });
  const items = () => createSyncStatus(opened.db).openItems(scope.tenant, {}, 9);
  const asked = async () => (await items()).map(({ why, left, right }) => [why, left, right]);
  const answer = async (kind: 'neither' | 'left' = 'neither') => {
    const ids = (await items()).map(({ id }) => id);
    await decisions().choose(scope.tenant, ids, { kind }, 'ana');
    await carryOut({ store: store(), codecs: [codec], now }, scope);
    return ids;
  };
  const of = async (side: Side, id: string) => (await store().transact(scope, (tx) => tx.bySide(side, [id])))[0];
  const told = async (side: Side) => (await store().told(scope, side, 9)).map(({ vendorId }) => vendorId).sort();
  const gone = (...ids: string[]) => store().transact(scope, (tx) => holdGone(tx, 'right', ids));

  it.each(['neither', 'left'] as const)(
    'are settled by a person’s %s: the next read asks nothing, and edits flow',
    async (kind) => {
      expect(await asked()).toEqual([['two_users_one_contact', '1', ['11', '22']]]);
      await answer(kind);
      expect(await told('right')).toEqual(['11', '22']);
      await merged('anna');
      expect(await asked()).toEqual([]);
      expect(await of('left', '1')).toMatchObject({
        ...{ right: '11', hold: undefined },
        fields: { one: { right: { target: { value: 'anna' } } } },
      });
    },
  );

  it('leave the user of the one that is gone linked to nobody, also if it is edited, fed or read late', async () => {
    await answer();
    expect(await read('right', '22', 'beatrix')).toEqual([]);
    const computed = { ...codec, plan: { ...codec.plan, computed: 'health_score' as const } };
    const values = z
      .record(ComputedId, z.literal('7'))
      .parse(Object.fromEntries(ComputedId.options.map((id) => [id, '7'])));
    await feed({ store: store(), codecs: [computed], now }, scope, new Map([['22', values]]));
    await merged('ana');
    expect(await of('right', '22')).toMatchObject({ left: '2', hold: 'gone_on_left', fields: {} });
    expect(await asked()).toEqual([]);
  });

  it('of which somebody merges the users the other way round, go on with the one that is left', async () => {
    await answer();
    await sql`delete from sync_told`.execute(opened.db);
    await gone('11');
    expect(await asked()).toEqual([['gone_on_right', '1', '11']]);
    expect(await told('left')).toEqual(['1']);
    await merged('ana');
    expect([await asked(), await of('right', '11'), await told('right')]).toEqual([[], undefined, ['22']]);
    await read('right', '22', 'bea');
    expect(await of('left', '1')).toMatchObject({ right: '22', hold: undefined });
  });

  it('stay a person’s where the user of the one that is left goes long after that', async () => {
    await answer();
    nowMs += 2 * HOUR_MS;
    await gone('11');
    await merged('ana');
    expect(await asked()).toEqual([['gone_on_right', '1', '11']]);
    expect(await of('right', '22')).toMatchObject({ left: '2', fields: {} });
  });

  it('are one question with all that were merged, also by way of another', async () => {
    await link('3', '33', 'cleo');
    await link('4', '44', 'dora');
    const deps = { store: store(), codecs: [codec], now, isCustomer: () => false, clocks };
    const survivor = { id: '1', versionMs: nowMs, values: { a: 'ana' }, unreadable: [], absorbed: ['2'] };
    const by = { side: 'left', records: [survivor], alias: { 3: '2' }, snapshotMs: nowMs } as const;
    await receive(deps, scope, by);
    expect(await asked()).toEqual([['two_users_one_contact', '1', ['11', '22', '33']]]);
    await merged('ana', ['2', '4']);
    expect(await asked()).toEqual([['two_users_one_contact', '1', ['11', '22', '33', '44']]]);
    await answer();
    await merged('ana', ['2', '4']);
    expect(await asked()).toEqual([]);
    for (const id of ['22', '33', '44']) expect((await of('right', id))?.fields).toEqual({});
  });

  it('are a question again when the answer is taken back, and an answer to another question is none to it', async () => {
    const [id] = await answer();
    await decisions().takeBack(scope.tenant, [id!], new Date(0), 'ana');
    await carryOut({ store: store(), codecs: [codec], now }, scope);
    expect([(await of('left', '1'))?.hold, (await asked())[0]?.[0]]).toEqual([
      'two_users_one_contact',
      'two_users_one_contact',
    ]);
    const record = (await of('left', '1'))!.id;
    const two = { why: 'duplicate', blocks: false, left: '1', right: ['11', '99'] } as const;
    await store().transact(scope, (tx) => tx.open([{ record, ...two }]));
    const duplicate = (await items()).find(({ why }) => why === 'duplicate')!.id;
    await decisions().choose(scope.tenant, [duplicate], { kind: 'neither' }, 'ana');
    await carryOut({ store: store(), codecs: [codec], now }, scope);
    expect((await of('left', '1'))?.hold).toBe('two_users_one_contact');
  });

  it.each([
    ['while they wait for a person', false],
    ['after it was settled, however long ago', true],
  ])('are forgotten with whoever is erased, %s, and each user is named to somebody', async (_, isSettled) => {
    if (isSettled) {
      await answer();
      nowMs += 2400 * HOUR_MS;
      await forgetOldRows(opened.db, nowMs, HOUR_MS, new AbortController().signal);
    }
    const marks = { of: async (texts: readonly string[]) => texts };
    await erase({ store: store(), marks, addresses: ['one'] }, scope, 'left', '1');
    expect((await asked()).toSorted()).toEqual([
      ['erase_on_other_side', null, '11'],
      ['erase_on_other_side', null, '22'],
    ]);
    expect([await of('right', '11'), await of('right', '22')]).toEqual([undefined, undefined]);
    const erased = await store().erased(scope);
    expect([erased.has('right:22'), erased.has('right:11'), erased.has('email:ana')]).toEqual([true, true, true]);
    expect(erased.has('email:bea')).toBe(!isSettled);
    expect(await createSyncStatus(opened.db).erased(scope.tenant)).toEqual([{ object: 'contact', people: 1 }]);
  });

  it('are forgotten when support has erased one of them, and the contact is named once', async () => {
    const marks = { of: async (texts: readonly string[]) => texts };
    await erase({ store: store(), marks, addresses: ['one'] }, scope, 'right', '11');
    expect(await asked()).toEqual([['erase_on_other_side', '1', null]]);
    expect(await of('right', '22')).toBeUndefined();
  });
});
