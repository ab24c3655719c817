import type { SyncRecord } from '@sidelight/api/connectors/sync-port.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import { type BackfillDeps, backfill, type Checkpoint } from '@sidelight/api/sync/backfill.ts';
import { createCodecs } from '@sidelight/api/sync/codec.ts';
import { compileSync } from '@sidelight/api/sync/compile.ts';
import { createSample } from '@sidelight/api/sync/sample.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { Sync } from '@sidelight/shared/map/sync.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const scope = { tenant: requireTenant('acme'), object: 'contact' };
const { signal } = new AbortController();
const capacity = { phoneExtensions: true, instantMs: 1, textMax: 1000 };
const [plan] = compileSync(
  Sync.parse({
    owners: { business: 'a', technical: 'b' },
    objects: {
      contact: {
        ...{ label: 'Contact', at: { crm: 'contacts', helpdesk: 'users' }, match: ['role'] },
        fields: {
          role: { label: 'Role', type: 'text', owner: 'crm', at: { crm: 'role', helpdesk: 'role' }, class: 'open' },
        },
      },
    },
  }),
).objects;
const [codec] = createCodecs(plan!, { breaker: { rounds: 2, withinMs: 1000 } }, { left: capacity, right: capacity });
const PAIRS = 7;

onEachDatabase('one field of all pairs', (open) => {
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
  const store = () => createSyncStore(opened.db, stage.jobs, Date.now);
  beforeEach(async () => {
    await sql`delete from sync_records`.execute(opened.db);
    const pairs = Array.from({ length: PAIRS }, (_, n) => [`l${n}`, `r${n}`] as const);
    await store().transact(scope, (tx) => tx.link(pairs));
  });

  /** The helpdesk has nothing, the CRM a role for each. `read`: whom it was asked for. */
  function sides(read: string[]): BackfillDeps {
    const side = (value: (id: string) => string | null) => ({
      batch: 3,
      async read(ids: readonly string[]) {
        read.push(...ids);
        const records = ids.map(
          (id): SyncRecord => ({ id, versionMs: 1, unreadable: [], values: { role: value(id) } }),
        );
        return { records, alias: {} };
      },
    });
    return {
      ...{ store: store(), codec: codec!, now: Date.now },
      clocks: () => ({ aheadMs: { left: 0, right: 0 }, uncertaintyMs: 0 }),
      targets: { left: side((id) => `role of ${id}`), right: side(() => null) },
    };
  }
  const due = async () =>
    (await opened.db.selectFrom('sync_records').select('left_id').where('due_right', '=', true).execute()).length;

  it('is counted without a word to anybody, with some of what would change', async () => {
    const sample = createSample();
    const deps = { ...sides([]), onWeighed: sample.take };
    const found = await backfill(deps, scope, { from: undefined, isDry: true }, async () => {}, signal);
    expect(found).toMatchObject({ linked: PAIRS, changed: PAIRS, writes: { role: { left: 0, right: PAIRS } } });
    expect(await due()).toBe(0);
    expect(sample.taken().length).toBe(PAIRS);
    expect(sample.taken()[0]?.changes).toEqual([
      { field: 'role', side: 'right', from: null, to: expect.stringMatching(/^role of l\d$/) },
    ]);
  });

  it('goes on where it was held, reads nobody twice, and adds up the same', async () => {
    const read: string[] = [];
    const hold = new AbortController();
    let at: Checkpoint | undefined;
    const first = backfill(
      sides(read),
      scope,
      { from: undefined, isDry: false },
      async (checkpoint) => {
        at = checkpoint;
        hold.abort();
      },
      hold.signal,
    );
    await expect(first).rejects.toThrow();
    expect([at?.found.linked, await due()]).toEqual([3, 3]);
    const found = await backfill(sides(read), scope, { from: at, isDry: false }, async () => {}, signal);
    expect(found).toMatchObject({ linked: PAIRS, changed: PAIRS });
    expect(await due()).toBe(PAIRS);
    expect(read.length).toBe(2 * PAIRS);
    expect(new Set(read).size).toBe(2 * PAIRS);
  });
});
