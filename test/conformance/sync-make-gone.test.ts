import type { BatchOutcome, SyncCreate, SyncRecord } from '@sidelight/api/connectors/sync-port.ts';
import { UpstreamError } from '@sidelight/api/connectors/upstream-error.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createSyncStatus } from '@sidelight/api/store/sync-status.ts';
import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import { erase } from '@sidelight/api/sync/erase/erase.ts';
import { erasedOf } from '@sidelight/api/sync/erase/erased.ts';
import { make } from '@sidelight/api/sync/make/make.ts';
import type { MakeDeps } from '@sidelight/api/sync/make/make-deps.ts';
import type { MakingSide } from '@sidelight/api/sync/make/making-side.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { codecOf } from '../sync-cases/codec-of.ts';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const scope = { tenant: requireTenant('acme'), object: 'contact' };
const codec = codecOf({ type: 'email', owner: 'crm', at: { crm: 'a', helpdesk: 'b' } });
const signal = new AbortController().signal;
const ADDRESS = 'ana@quay.example';
const marks = { of: async (texts: readonly string[]) => texts };

/** A contact whose user may have been made, and that the CRM has no more when that is found out. */
onEachDatabase('a record that was sent to be made, and is gone', (open) => {
  let opened: OpenDatabase;
  let stage: JobStage;
  let isThere: boolean;
  let made: Map<string, SyncRecord>;
  beforeAll(async () => {
    opened = await open();
    stage = await openJobStage(opened, [...queues]);
  });
  afterAll(async () => {
    await stage.close();
    await opened.close();
  });
  beforeEach(async () => {
    for (const table of ['records', 'makings', 'dead_letters', 'reviews', 'erasures', 'told'])
      await sql`delete from ${sql.table(`sync_${table}`)}`.execute(opened.db);
    isThere = true;
    made = new Map();
    await store().transact(scope, (tx) => tx.want('left', ['1'], true));
  });

  const store = () => createSyncStore(opened.db, stage.jobs, Date.now);
  const rows = () => opened.db.selectFrom('sync_makings').selectAll().execute();
  const links = () => opened.db.selectFrom('sync_records').select(['left_id', 'right_id', 'hold']).execute();
  const items = async () =>
    (await createSyncStatus(opened.db).openItems(scope.tenant, {}, 9)).map(({ why, left, right }) => [
      why,
      left,
      right,
    ]);
  const no = () => Promise.reject(new Error('not asked for here'));
  const contact: SyncRecord = { id: '1', versionMs: 1, values: { a: ADDRESS }, unreadable: [] };
  const take = ({ key, values }: SyncCreate) => made.set(key, { id: 'u1', versionMs: 1, values, unreadable: [] });
  const eraseOne: MakeDeps['erase'] = (side, id) =>
    erase({ store: store(), marks, addresses: ['one'] }, scope, side, id);
  const erased: MakeDeps['erasedOf'] = (side, records) =>
    erasedOf({ store: store(), marks, match: [codec] }, scope, side, records);

  function round(isOn: boolean, right: Partial<MakingSide> = {}) {
    const side = (name: 'left' | 'right'): MakingSide => ({
      ...{ side: name, batch: 100, exclusive: new Set<string>(), readsMore: true, find: async () => [] },
      ...{ read: no, create: no, made: no, settle: no },
    });
    const deps: MakeDeps = {
      ...{ store: store(), codecs: [codec], match: [codec], wave: { creations: 1, atLeast: 9 } },
      plan: { needs: ['one'], given: { left: {}, right: {} }, company: undefined },
      targets: {
        left: { ...side('left'), read: async () => ({ records: isThere ? [contact] : [], alias: {} }) },
        right: {
          ...side('right'),
          read: async () => ({ records: [...made.values()], alias: {} }),
          made: async (keys) => Object.fromEntries([...made].filter(([key]) => keys.includes(key))),
          ...right,
        },
      },
      companyOf: async () => ({ kind: 'none' }),
      ...{ erasedOf: erased, erase: eraseOne },
      ...{ clocks: () => ({ aheadMs: { left: 0, right: 0 }, uncertaintyMs: 0 }), now: Date.now },
    };
    return make(deps, scope, 'left', isOn, signal);
  }
  const lost = async ([item]: readonly SyncCreate[]): Promise<BatchOutcome> => {
    take(item!);
    throw new UpstreamError('timeout');
  };
  /** The answer comes from a job. */
  const asJob = async ([item]: readonly SyncCreate[]): Promise<BatchOutcome> => {
    take(item!);
    return { items: { [item!.key]: { kind: 'unknown' } }, pending: 'job-1' };
  };
  const settled: MakingSide['settle'] = async () => ({
    items: Object.fromEntries([...made].map(([key, record]) => [key, { kind: 'written', ...record }])),
  });
  const asksToErase = ['erase_on_other_side', null, 'u1'];

  it.each([
    ['whose answer was lost', lost, true],
    ['whose answer was lost, switched off since', lost, false],
    ['in a job', asJob, true],
  ] as const)(
    '%s, because the person was erased: somebody is told of the one that was made',
    async (_, create, isOn) => {
      await round(true, { create });
      isThere = false;
      await eraseOne('left', '1');
      expect(await rows()).toMatchObject([{ source_id: '1', is_sent: true }]);
      await round(isOn, { settle: settled });
      expect([await items(), await links(), await rows()]).toEqual([[asksToErase], [], []]);
      // Neither the user nor anybody of that address is made or linked again.
      expect(await erased('right', [{ ...contact, id: 'u1', values: {} }])).toEqual(new Set(['u1']));
      expect(await erased('left', [{ ...contact, id: '9' }])).toEqual(new Set(['9']));
    },
  );

  it('deleted: the one that was made waits for a person with it, and is not made anew in the CRM', async () => {
    await round(true, { create: lost });
    isThere = false;
    await round(true);
    expect([await items(), await links(), await rows()]).toEqual([
      [['gone_on_left', '1', 'u1']],
      [{ left_id: '1', right_id: 'u1', hold: 'gone_on_left' }],
      [],
    ]);
  });

  it('and that nobody has made so far is looked for again for a while, and made no more', async () => {
    await round(true, {
      create: async () => {
        throw new UpstreamError('timeout');
      },
    });
    isThere = false;
    await round(true);
    expect(await rows()).toMatchObject([{ is_sent: false }]);
    for (let n = 0; n < 6; n++) {
      await sql`update sync_makings set due_at = now()`.execute(opened.db);
      await round(true);
    }
    expect([await rows(), await links(), await items()]).toEqual([[], [], []]);
  });

  it('never sent, is forgotten with the person', async () => {
    await eraseOne('left', '1');
    expect([await rows(), await items()]).toEqual([[], []]);
  });
});
