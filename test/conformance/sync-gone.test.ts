import type { SyncRecord } from '@sidelight/api/connectors/sync-port.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createSyncDecisions } from '@sidelight/api/store/sync-decisions.ts';
import { createSyncStatus } from '@sidelight/api/store/sync-status.ts';
import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import type { Side } from '@sidelight/api/sync/canonical/canon.ts';
import { carryOut } from '@sidelight/api/sync/decided.ts';
import { type FieldState, unknownField } from '@sidelight/api/sync/field-state.ts';
import { holdGone } from '@sidelight/api/sync/gone.ts';
import { joinPair } from '@sidelight/api/sync/make/join-pair.ts';
import { receive } from '@sidelight/api/sync/receive.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { codecOf } from '../sync-cases/codec-of.ts';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const scope = { tenant: requireTenant('acme'), object: 'contact' };
const codec = codecOf({ type: 'text', owner: 'crm', at: { crm: 'a', helpdesk: 'b' } });
const known: FieldState = {
  ...unknownField(),
  agreed: { value: 'ana' },
  ...{ left: { holds: 'ana', sent: [] }, right: { holds: 'ana', sent: [] } },
};

/** A record that the helpdesk has deleted, and of which a person has said that it stays so. */
onEachDatabase('a record that is gone for good', (open) => {
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
    for (const table of ['sync_records', 'sync_reviews', 'sync_dead_letters', 'sync_corrections', 'sync_told'])
      await sql`delete from ${sql.table(table)}`.execute(opened.db);
    await store().transact(scope, async (tx) => {
      const [record] = await tx.link([['1', '11']]);
      await tx.save([{ ...record!, fields: { one: known } }]);
      await tx.bury([{ record: record!.id, side: 'right', field: 'one', reason: 'gone' }]);
      await tx.open([
        { record: record!.id, field: 'one', why: 'owner_wins', blocks: false, left: 'ana', right: 'anna' },
      ]);
      const correction = { id: 'c', record: record!.id, field: 'one', value: 'ana', before: { value: 'x' }, by: 'Ana' };
      await tx.keepCorrection(correction);
      await holdGone(tx, 'right', ['11']);
    });
    const items = await status().openItems(scope.tenant, {}, 9);
    gone = items.find(({ why }) => why === 'gone_on_right')!.id;
    await decisions().choose(scope.tenant, [gone], { kind: 'neither' }, 'ana');
    await carryOut({ store: store(), codecs: [codec], now: Date.now }, scope);
  });
  let gone: string;
  const store = () => createSyncStore(opened.db, stage.jobs, Date.now);
  const status = () => createSyncStatus(opened.db);
  const decisions = () => createSyncDecisions(opened.db, stage.jobs);
  const linked = async () => (await store().transact(scope, (tx) => tx.bySide('left', ['1'])))[0];
  const told = async (side: Side) => (await store().told(scope, side, 9)).map(({ vendorId }) => vendorId);
  const record = (side: Side, id: string): SyncRecord => ({
    ...{ id, versionMs: Date.now(), values: { [codec.property(side)]: 'ana' }, unreadable: [] },
  });
  const clocks = () => ({ aheadMs: { left: 0, right: 0 }, uncertaintyMs: 0 });
  const read = (side: Side, id: string) => {
    const deps = { store: store(), codecs: [codec], now: Date.now, isCustomer: () => false, clocks };
    return receive(deps, scope, { side, records: [record(side, id)], snapshotMs: Date.now() });
  };

  it('is asked about no more, and nothing is kept of it but its ids', async () => {
    expect(await linked()).toMatchObject({ left: '1', right: '11', hold: 'gone_on_right', fields: {} });
    expect([await status().openItems(scope.tenant, {}, 9), await status().letters(scope.tenant, {}, 9)]).toEqual([
      [],
      [],
    ]);
    expect((await sql`select from sync_corrections`.execute(opened.db)).rows).toEqual([]);
    expect(await told('right')).toEqual(['11']);
    expect(await read('left', '1')).toEqual([]);
    expect(await linked()).toMatchObject({ hold: 'gone_on_right', fields: {} });
  });

  it('goes on when it is there again', async () => {
    await read('right', '11');
    expect((await linked())?.hold).toBeUndefined();
    expect(await told('left')).toEqual(['1']);
    await read('left', '1');
    expect((await linked())?.fields.one?.agreed).toEqual({ value: 'ana' });
  });

  it('is taken the place of by one that somebody makes anew', async () => {
    const here = record('right', '12');
    const at = (one: SyncRecord) => ({ record: one, snapshotMs: Date.now() });
    const erasing = { erasedOf: async () => new Set<string>(), erase: async () => {} };
    await joinPair(
      { store: store(), codecs: [codec], clocks, ...erasing },
      scope,
      'right',
      at(here),
      at(record('left', '1')),
    );
    expect(await linked()).toMatchObject({ right: '12', fields: { one: { agreed: { value: 'ana' } } } });
    expect([(await linked())?.hold, await status().openItems(scope.tenant, {}, 9)]).toEqual([undefined, []]);
  });

  it('is a question again when that is taken back', async () => {
    await decisions().takeBack(scope.tenant, [gone], new Date(0), 'ana');
    await carryOut({ store: store(), codecs: [codec], now: Date.now }, scope);
    expect(await status().openItems(scope.tenant, {}, 9)).toMatchObject([{ id: gone, why: 'gone_on_right' }]);
  });

  it('is still a question where another one about the same record is answered, and so is that when it is taken back', async () => {
    const carry = () => carryOut({ store: store(), codecs: [codec], now: Date.now }, scope);
    await store().transact(scope, async (tx) => {
      const [record] = await tx.link([['2', '12']]);
      await tx.save([{ ...record!, fields: { one: known } }]);
      await tx.open([{ record: record!.id, why: 'duplicate', blocks: false, left: '2', right: ['12', '13'] }]);
      await holdGone(tx, 'right', ['12']);
    });
    const items = async () => (await status().openItems(scope.tenant, {}, 9)).map(({ why }) => why).toSorted();
    const duplicate = (await status().openItems(scope.tenant, {}, 9)).find(({ why }) => why === 'duplicate')!.id;
    const second = async () => (await store().transact(scope, (tx) => tx.bySide('left', ['2'])))[0];
    await decisions().choose(scope.tenant, [duplicate], { kind: 'neither' }, 'ana');
    await carry();
    expect([await items(), await second()]).toMatchObject([
      ['gone_on_right'],
      { hold: 'gone_on_right', fields: { one: { agreed: { value: 'ana' } } } },
    ]);
    await decisions().takeBack(scope.tenant, [duplicate], new Date(0), 'ana');
    await carry();
    expect([await items(), (await second())?.hold]).toEqual([['duplicate', 'gone_on_right'], 'gone_on_right']);
  });
});
