import { keepFound } from '@sidelight/api/composition/keep-found.ts';
import type { SyncRecord } from '@sidelight/api/connectors/sync-port.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import type { SyncRun } from '@sidelight/api/store/sync-runs.ts';
import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import { createUnpairedStore } from '@sidelight/api/store/sync-unpaired.ts';
import type { Side } from '@sidelight/api/sync/canonical/canon.ts';
import type { Unpaired } from '@sidelight/api/sync/unpaired.ts';
import { tellUnpaired } from '@sidelight/api/sync/unpaired.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { codecOf } from '../sync-cases/codec-of.ts';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const tenant = requireTenant('acme');
const scope = { tenant, object: 'contact' };
const codec = codecOf({ type: 'text', owner: 'crm', at: { crm: 'a', helpdesk: 'b' } });
const signal = new AbortController().signal;

const readOf = (side: Side, values: Readonly<Record<string, string>>) =>
  new Map(
    Object.entries(values).map(([id, value]) => {
      const record: SyncRecord = { id, versionMs: 1, values: { [codec.property(side)]: value }, unreadable: [] };
      return [id, { record, snapshotMs: 1 }] as const;
    }),
  );

/** Nobody of them is linked. */
async function found(left: Readonly<Record<string, string>>, right: Readonly<Record<string, string>>) {
  const told: Unpaired[] = [];
  await tellUnpaired(
    { match: [codec], create: [], onUnpaired: (one) => told.push(one) },
    { left: readOf('left', left), right: readOf('right', right) },
    { left: Object.keys(left), right: Object.keys(right) },
    { left: [], right: [] },
    signal,
  );
  return told[0]!;
}

onEachDatabase('what has no partner, and what is there twice', (open) => {
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
  beforeEach(() => sql`delete from sync_unpaired`.execute(opened.db));
  const store = () => createUnpairedStore(opened.db);
  const kept = async () => (await store().find(scope))?.found;

  it('is kept by ids alone, in place of what was found before', async () => {
    await store().keep(scope, await found({ l1: 'ana@x.example' }, {}));
    const newer = await found({ l1: 'ana@x.example', l2: 'ana@x.example', l3: '' }, { r1: 'ana@x.example' });
    await store().keep(scope, newer);
    expect(await kept()).toEqual({
      duplicates: [{ side: 'left', field: codec.id, ids: ['l1', 'l2'], size: 2 }],
      orphans: [
        { side: 'left', id: 'l1', why: 'several', field: codec.id, there: ['r1'] },
        { side: 'left', id: 'l2', why: 'several', field: codec.id, there: ['r1'] },
        { side: 'left', id: 'l3', why: 'no_value' },
        { side: 'right', id: 'r1', why: 'several', field: codec.id, there: ['l1', 'l2'] },
      ],
      totals: {
        duplicates: { left: 1, right: 0 },
        orphans: { several: { left: 2, right: 1 }, no_value: { left: 1, right: 0 } },
      },
    });
    const { rows } = await sql<{ found: unknown }>`select found::text from sync_unpaired`.execute(opened.db);
    expect(JSON.stringify(rows)).not.toContain('ana');
    expect(await store().totals(tenant)).toMatchObject([{ object: 'contact', found: { duplicates: 1, orphans: 4 } }]);
  });

  it('is a thousand of each, of both sides, with how many there are', async () => {
    const many = (n: number, of: string) =>
      Object.fromEntries(Array.from({ length: n }, (_, at) => [`${of}${at}`, '']));
    const { orphans, totals } = await found(many(1500, 'l'), many(700, 'r'));
    expect(totals.orphans).toEqual({ no_value: { left: 1500, right: 700 } });
    expect(Object.groupBy(orphans, ({ side }) => side)).toMatchObject({
      left: { length: 500 },
      right: { length: 500 },
    });
    const few = await found(many(1500, 'l'), many(3, 'r'));
    expect(few.orphans.filter(({ side }) => side === 'right')).toHaveLength(3);
    expect(few.orphans).toHaveLength(1000);
    const twins = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`l${at}`, 'same']));
    expect((await found(twins, {})).duplicates).toMatchObject([{ size: 30, ids: { length: 20 } }]);
  });

  it('names nobody who is erased', async () => {
    await store().keep(scope, await found({ l1: 'ana', l2: 'ana', l3: 'bo' }, { r1: 'ana', r2: 'ana' }));
    await createSyncStore(opened.db, stage.jobs, Date.now).transact(scope, async (tx) => {
      await tx.forget('left', 'l1', undefined);
      await tx.forget('right', 'r1', undefined);
    });
    expect(await kept()).toMatchObject({
      duplicates: [],
      orphans: [{ id: 'l2', there: ['r2'] }, { id: 'l3' }, { id: 'r2', there: ['l2'] }],
    });
    const other = { ...scope, object: 'company' };
    await store().keep(other, await found({ l1: 'x' }, {}));
    await createSyncStore(opened.db, stage.jobs, Date.now).transact(scope, (tx) => tx.forget('left', 'l1', undefined));
    expect((await store().find(other))?.found.orphans).toHaveLength(1);
  });

  it('names nobody who was erased while everything was read', async () => {
    const { unpaired } = keepFound({
      ...{ tenant, unpaired: store(), runs: { sampled: async () => {} } },
      // After it was stored: whoever erases later finds it there.
      erasedOf: async (_object, side, ids) =>
        new Set((await kept()) && side === 'left' ? ids.filter((id) => id === 'l2') : []),
    });
    const run: SyncRun = {
      ...{ id: 'x', object: 'contact', kind: 'compare', state: 'running', askedBy: 'x', askedAt: '' },
      ...{ progress: undefined, result: undefined, reason: undefined },
    };
    await unpaired(run, await found({ l1: 'ana', l2: 'ana', l3: 'ana' }, {}));
    expect(await kept()).toMatchObject({ duplicates: [{ ids: ['l1', 'l3'], size: 2 }], orphans: { length: 2 } });
  });
});
