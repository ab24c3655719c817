import type { BatchOutcome } from '@sidelight/api/connectors/sync-port.ts';
import { UpstreamError } from '@sidelight/api/connectors/upstream-error.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createSyncStatus } from '@sidelight/api/store/sync-status.ts';
import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import { deliver } from '@sidelight/api/sync/deliver.ts';
import type { SideTarget } from '@sidelight/api/sync/target.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
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
        hasLastingPages: false,
        changes: no,
        list: no,
        read: no,
        find: no,
        write: no,
        settle: no,
        ...own,
      },
    };
    return { store: store(), codecs: [codec], target, clocks: () => clocks, now: Date.now };
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
});
