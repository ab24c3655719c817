import type { SyncRecord } from '@sidelight/api/connectors/sync-port.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import type { Side } from '@sidelight/api/sync/canonical/canon.ts';
import { receive } from '@sidelight/api/sync/receive.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { codecOf } from '../sync-cases/codec-of.ts';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const scope = { tenant: requireTenant('acme'), object: 'contact' };
const codec = codecOf({ type: 'text', owner: 'crm', at: { crm: 'a', helpdesk: 'b' } });
const EDITED_MS = 1_800_000_000_000;

/** A pair that was linked before the map had the field. */
onEachDatabase('an edit of a field that was never read on the other side', (open) => {
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
    for (const table of ['sync_records', 'sync_told', 'sync_reviews'])
      await sql`delete from ${sql.table(table)}`.execute(opened.db);
    await store().transact(scope, (tx) => tx.link([['1', '8']]));
  });
  const store = () => createSyncStore(opened.db, stage.jobs, () => EDITED_MS + 5000);
  const told = async (side: Side) => (await store().told(scope, side, 9)).map(({ vendorId }) => vendorId);
  const read = (side: Side, value: string, versionMs: number, hasHistory: boolean) => {
    const property = codec.property(side);
    const edit = { value, versionMs, writer: { kind: 'person' as const, id: '7' } };
    const record: SyncRecord = {
      ...{ id: side === 'left' ? '1' : '8', versionMs, values: { [property]: value }, unreadable: [] },
      ...(hasHistory && { history: { [property]: [edit] } }),
    };
    const deps = {
      ...{ store: store(), codecs: [codec], now: () => EDITED_MS + 5000, isCustomer: () => false },
      clocks: () => ({ aheadMs: { left: 0, right: 0 }, uncertaintyMs: 0 }),
    };
    return receive(deps, scope, { side, records: [record], snapshotMs: EDITED_MS + 4000 });
  };
  const right = async () =>
    (await store().transact(scope, (tx) => tx.bySide('left', ['1'])))[0]?.fields[codec.id]?.right;

  it('has that side read, and is sent on then', async () => {
    await read('left', 'new', EDITED_MS, true);
    expect([await told('left'), await told('right')]).toEqual([[], ['8']]);
    await read('right', 'old', EDITED_MS - 60_000, false);
    expect((await right())?.target?.value).toBe('new');
    expect(await told('left')).toEqual([]);
  });

  it('has it read once: nothing is asked of a pair that knows both', async () => {
    await read('right', 'old', EDITED_MS - 60_000, false);
    expect([await told('left'), await told('right')]).toEqual([['1'], []]);
    await sql`delete from sync_told`.execute(opened.db);
    await read('left', 'new', EDITED_MS, true);
    await read('left', 'newer', EDITED_MS + 1000, true);
    expect([await told('left'), await told('right')]).toEqual([[], []]);
  });
});
