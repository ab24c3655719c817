import type { SyncWrite } from '@sidelight/api/connectors/sync-port.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import { deliver } from '@sidelight/api/sync/deliver.ts';
import type { SideTarget } from '@sidelight/api/sync/target.ts';
import type { WriteOutcome } from '@sidelight/api/sync/write-parts.ts';
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

  /** Takes three at a time. `isLimited`: of several calls at once all but the first are refused. */
  function crm(writesAtOnce = 1, isLimited = false) {
    const written: string[] = [];
    const no = () => Promise.reject(new Error('not asked for here'));
    const target: SideTarget = {
      ...{
        side: 'left',
        batch: 3,
        writesAtOnce,
        hasLastingPages: true,
        changes: no,
        list: no,
        read: no,
        find: no,
        settle: no,
      },
      ...{ isErased: no, definitions: no },
      async write(all: readonly SyncWrite[]): Promise<WriteOutcome> {
        const items = isLimited ? all.slice(0, 3) : all;
        written.push(...items.map(({ id }) => id));
        const taken = items.map((item) => [item.id, { kind: 'written' as const, ...item, versionMs: 2 }] as const);
        const notSent = all.slice(items.length).map(({ id }) => id);
        return { items: Object.fromEntries(taken), notSent };
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
  const sent = async (mayWait: boolean, side = crm()) => {
    const { target, written } = side;
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

  it('goes with others that are full where a side takes several at once', async () => {
    await due(8);
    await told(25);
    expect(await sent(true, crm(4))).toEqual({ kind: 'sent', written: 6 });
    expect(await sent(true, crm(4))).toEqual({ kind: 'filling', written: 0 });
    expect(await sent(false, crm(4))).toEqual({ kind: 'sent', written: 2 });
  });

  it('is in line again where a call beside it went through and its own did not', async () => {
    await due(5);
    const limited = crm(4, true);
    expect(await sent(true, limited)).toEqual({ kind: 'later', written: 3 });
    expect(await store().transact(scope, (tx) => tx.batch('left'))).toBeUndefined();
    const after = crm(4);
    expect(await sent(true, after)).toEqual({ kind: 'sent', written: 2 });
    expect([...limited.written, ...after.written].toSorted()).toEqual(['1', '2', '3', '4', '5']);
  });

  it('goes at once when it is full, or when there is nothing to send', async () => {
    await told(25);
    expect(await sent(true)).toEqual({ kind: 'nothing_due', written: 0 });
    await due(3);
    expect(await sent(true)).toEqual({ kind: 'sent', written: 3 });
  });
});
