import type { SyncRecord } from '@sidelight/api/connectors/sync-port.ts';
import { queues, syncQueue } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createSyncDecisions } from '@sidelight/api/store/sync-decisions.ts';
import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import type { FieldCodec } from '@sidelight/api/sync/codec.ts';
import { carryOut } from '@sidelight/api/sync/decided.ts';
import type { FieldState } from '@sidelight/api/sync/field-state.ts';
import type { Noted } from '@sidelight/api/sync/noted.ts';
import { receive } from '@sidelight/api/sync/receive.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { codecOf } from '../sync-cases/codec-of.ts';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const scope = { tenant: requireTenant('acme'), object: 'contact' };
const field = { type: 'picklist', owner: 'crm', at: { crm: 'a', helpdesk: 'b' } };

const before = codecOf({ ...field, values: { free: 'free' } });
const after = codecOf({ ...field, values: { free: 'free', pro: 'pro' } });
const agreed: FieldState = {
  ...{ agreed: { value: 'free' }, rounds: [] },
  ...{ left: { holds: 'free', sent: [] }, right: { holds: 'free', sent: [] } },
};

/** A value that the map has no word for yet. */
onEachDatabase('a value that could not be read', (open) => {
  let opened: OpenDatabase;
  let stage: JobStage;
  let heard: Noted[] = [];
  beforeAll(async () => {
    opened = await open();
    stage = await openJobStage(opened, [...queues]);
  });
  afterAll(async () => {
    await stage.close();
    await opened.close();
  });
  beforeEach(async () => {
    for (const table of ['sync_records', 'sync_dead_letters', 'sync_told'])
      await sql`delete from ${sql.table(table)}`.execute(opened.db);
    await store().transact(scope, async (tx) => {
      const [record] = await tx.link([['1', '8']]);
      await tx.save([{ ...record!, fields: { one: agreed } }]);
    });
    heard = [];
  });
  const store = () =>
    createSyncStore(opened.db, stage.jobs, Date.now, { decided() {}, noted: (_, noted) => void heard.push(...noted) });
  const letters = () => opened.db.selectFrom('sync_dead_letters').selectAll().execute();
  const record: SyncRecord = { id: '1', versionMs: Date.now(), values: { a: 'pro' }, unreadable: [] };
  const receiveWith = (codec: FieldCodec) =>
    receive(
      {
        ...{ store: store(), codecs: [codec], now: Date.now, isCustomer: () => false },
        clocks: () => ({ aheadMs: { left: 0, right: 0 }, uncertaintyMs: 0 }),
      },
      scope,
      { side: 'left', records: [record], snapshotMs: Date.now() },
    );

  it('is counted once, however often its record is read', async () => {
    await receiveWith(before);
    await receiveWith(before);
    expect(await letters()).toMatchObject([{ side: 'right', field: 'one', reason: 'mapping' }]);
    expect(heard).toEqual([{ name: 'refused', side: 'right', reason: 'mapping' }]);
  });

  it('is read again when somebody says to try again, and goes to the other side', async () => {
    await receiveWith(before);
    await createSyncDecisions(opened.db, stage.jobs).replay(scope.tenant, {}, 'cli:ana');
    await carryOut({ store: store(), codecs: [after], now: Date.now }, scope);
    expect([await letters(), (await store().told(scope, 'left', 9)).map(({ vendorId }) => vendorId)]).toEqual([
      [],
      ['1'],
    ]);
    const taken = await stage.jobs.claim(syncQueue, 10);
    expect(taken.map(({ data }) => data)).toContainEqual(expect.objectContaining({ work: 'told_left' }));
    await receiveWith(after);
    const [linked] = await store().transact(scope, (tx) => tx.bySide('left', ['1']));
    expect(linked?.fields.one?.right.target).toEqual({ value: 'pro', isSent: false });
  });

  it('of which there are very many is read again a few hundred at a time, and the next job goes on', async () => {
    await sql`insert into sync_dead_letters (tenant, object, record, side, field, id, reason, replay_by)
      select ${scope.tenant}, ${scope.object}, 'left:' || n, 'right', '', n::text, 'mapping', 'cli:ana'
      from generate_series(1, 501) n`.execute(opened.db);
    const forget = () => sql`delete from sidelight_jobs.job`.execute(opened.db);
    const goesOn = async () =>
      (await stage.jobs.waiting({ tenant: scope.tenant }, 100)).some(({ ids }) => ids.work === 'decided');
    await forget();
    const again = () => carryOut({ store: store(), codecs: [after], now: Date.now }, scope);
    await again();
    expect([(await letters()).length, await goesOn()]).toEqual([1, true]);
    await forget();
    await again();
    expect([(await letters()).length, await goesOn()]).toEqual([0, false]);
  });
});
