import type { BatchOutcome, SyncWrite } from '@sidelight/api/connectors/sync-port.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
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
const codecs = [codecOf({ type: 'text', owner: 'helpdesk', at: { crm: 'a', helpdesk: 'b' } })];
const clocks = () => ({ aheadMs: { left: 0, right: 0 }, uncertaintyMs: 0 });
const signal = new AbortController().signal;
const waits = { left: { sent: [], target: { value: 'new', isSent: false } }, right: { sent: [] }, rounds: [] };

/** Many edits at once are read a hundred at a time: what is due meanwhile may wait for its batch to be full. */
onEachDatabase('a batch that is not full', (open) => {
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
    for (const table of ['sync_records', 'sync_told', 'sync_batches'])
      await sql`delete from ${sql.table(table)}`.execute(opened.db);
  });

  const store = () => createSyncStore(opened.db, stage.jobs, Date.now);

  function crm() {
    const written: string[] = [];
    const no = () => Promise.reject(new Error('not asked for here'));
    const target: SideTarget = {
      ...{ side: 'left', batch: 3, hasLastingPages: true, changes: no, list: no, read: no, find: no, settle: no },
      ...{ isErased: no, definitions: no },
      async write(items: readonly SyncWrite[]): Promise<BatchOutcome> {
        written.push(...items.map(({ id }) => id));
        const taken = items.map((item) => [item.id, { kind: 'written' as const, ...item, versionMs: 2 }] as const);
        return { items: Object.fromEntries(taken) };
      },
    };
    return { written, target };
  }
  /** Linked records whose new value waits to be sent to the CRM. */
  async function due(count: number): Promise<void> {
    const ids = Array.from({ length: count }, (_, n) => String(n + 1));
    await store().transact(scope, async (tx) => {
      const records = await tx.link(ids.map((id) => [id, `u${id}`] as const));
      await tx.save(records.map((record) => ({ ...record, fields: { one: waits } })));
    });
  }
  const told = async (count: number) => {
    for (let n = 0; n < count; n++) await store().tell(scope, 'right', [`w${n}`]);
  };
  const sent = async (mayWait: boolean) => {
    const { target, written } = crm();
    const how = { isOn: true, mayWait };
    const flowing = new Set(codecs.map(({ id }) => id));
    const given = { store: store(), codecs, flowing, target, clocks, lagSinceMs: () => 0, now: Date.now };
    const delivered = await deliver(given, scope, how, signal);
    return { kind: delivered.kind, written: written.length };
  };

  it('waits while many of the other side are being read, and no longer than it may', async () => {
    await due(2);
    await told(25);
    expect(await sent(true)).toEqual({ kind: 'filling', written: 0 });
    expect(await sent(false)).toEqual({ kind: 'sent', written: 2 });
  });

  it('does not wait for a few', async () => {
    await due(2);
    await told(24);
    expect(await sent(true)).toEqual({ kind: 'sent', written: 2 });
  });

  it('goes at once when it is full, or when there is nothing to send', async () => {
    await told(25);
    expect(await sent(true)).toEqual({ kind: 'nothing_due', written: 0 });
    await due(3);
    expect(await sent(true)).toEqual({ kind: 'sent', written: 3 });
  });
});
