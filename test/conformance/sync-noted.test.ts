import type { BatchOutcome } from '@sidelight/api/connectors/sync-port.ts';
import { UpstreamError } from '@sidelight/api/connectors/upstream-error.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createSyncDecisions } from '@sidelight/api/store/sync-decisions.ts';
import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import { carryOut } from '@sidelight/api/sync/decided.ts';
import { deliver } from '@sidelight/api/sync/deliver.ts';
import type { FieldState } from '@sidelight/api/sync/field-state.ts';
import type { Noted } from '@sidelight/api/sync/noted.ts';
import type { SideTarget } from '@sidelight/api/sync/target.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { codecOf } from '../sync-cases/codec-of.ts';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const scope = { tenant: requireTenant('acme'), object: 'contact' };
const codec = codecOf({ type: 'text', owner: 'crm', at: { crm: 'a', helpdesk: 'b' } });
const signal = new AbortController().signal;
const EDITED_MS = 1_790_000_000_000;
/** The CRM's clock is ten seconds ahead. */
const clocks = { aheadMs: { left: 10_000, right: 0 }, uncertaintyMs: 1000 };
const edited: FieldState = {
  ...{ agreed: { value: 'new' }, before: { value: 'old' }, rounds: [] },
  origin: { side: 'left', trueMs: EDITED_MS - 10_000, uncertaintyMs: 1000, isCustomer: false },
  left: { holds: 'new', edit: { value: 'new', versionMs: EDITED_MS, seenMs: EDITED_MS }, sent: [] },
  right: { holds: 'old', sent: [], target: { value: 'new', isSent: false } },
};
const NOW_MS = EDITED_MS - 10_000 + 1400;

/** What a delivery counts is what became of each value. */
onEachDatabase('figures of a batch', (open) => {
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
    for (const table of ['sync_records', 'sync_batches', 'sync_dead_letters', 'sync_reviews'])
      await sql`delete from ${sql.table(table)}`.execute(opened.db);
    await store().transact(scope, async (tx) => {
      const [record] = await tx.link([['1', '8']]);
      await tx.save([{ ...record!, fields: { one: edited } }]);
    });
    heard = [];
  });
  const store = () =>
    createSyncStore(opened.db, stage.jobs, () => NOW_MS, {
      decided() {},
      noted: (_, noted) => void heard.push(...noted),
    });
  const no = () => Promise.reject(new Error('not asked for here'));
  async function delivered(own: Partial<SideTarget>) {
    const target: SideTarget = {
      ...{ side: 'right', batch: 100, writesAtOnce: 1, hasLastingPages: false },
      ...{ changes: no, list: no, read: no, find: no, write: no, settle: no, isErased: no, definitions: no, ...own },
    };
    const deps = {
      store: store(),
      codecs: [codec],
      flowing: new Set([codec.id]),
      target,
      clocks: () => clocks,
      lagSinceMs: () => 0,
      now: () => NOW_MS,
    };
    await deliver(deps, scope, { isOn: true, mayWait: false }, signal);
    return heard.filter(({ name }) => name !== 'took');
  }
  const answers = (item: BatchOutcome['items'][string]) => ({
    write: async (): Promise<BatchOutcome> => ({ items: { '8': item } }),
  });
  const holding = (value: string) => async () => ({
    records: [{ id: '8', versionMs: NOW_MS, values: { b: value }, history: {}, unreadable: [] }],
    alias: {},
  });

  it('counts what was taken, and how long after the edit by the clock set right', async () => {
    expect(await delivered(answers({ kind: 'written', id: '8', versionMs: NOW_MS, values: { b: 'new' } }))).toEqual([
      { name: 'written', side: 'right' },
      { name: 'lag', side: 'right', ms: 1400 },
    ]);
    expect(heard.filter(({ name }) => name === 'took')).toHaveLength(1);
  });

  it('counts what was refused, and that a person asked to try again', async () => {
    const refused = { name: 'refused', side: 'right', reason: 'validation' };
    expect(await delivered(answers({ kind: 'refused', why: 'validation' }))).toEqual([refused]);
    await createSyncDecisions(opened.db, stage.jobs).replay(scope.tenant, {}, 'cli:ana');
    await carryOut({ store: store(), codecs: [codec], now: () => NOW_MS }, scope);
    expect(heard.at(-1)).toEqual({ name: 'replayed', side: 'right' });
  });

  it('counts what has to be sent again because nothing of it was done', async () => {
    const write = () => Promise.reject(new UpstreamError('rate_limited', 1000));
    expect(await delivered({ write })).toEqual([{ name: 'sent_again', side: 'right' }]);
  });

  it('counts what was found there though its answer was lost, and what was not', async () => {
    const lost = answers({ kind: 'unknown' });
    expect(await delivered({ ...lost, read: holding('new') })).toEqual([
      { name: 'found', side: 'right' },
      { name: 'lag', side: 'right', ms: 1400 },
    ]);
    await store().transact(scope, async (tx) => {
      const [record] = await tx.bySide('right', ['8']);
      await tx.save([{ ...record!, fields: { one: edited } }]);
    });
    heard = [];
    expect(await delivered({ ...lost, read: holding('old') })).toEqual([{ name: 'sent_again', side: 'right' }]);
  });
});
