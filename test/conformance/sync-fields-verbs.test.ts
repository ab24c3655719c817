import { syncBackfill } from '@sidelight/api/cli/sync-backfill.ts';
import { syncReconcile } from '@sidelight/api/cli/sync-compare.ts';
import { syncFields } from '@sidelight/api/cli/sync-fields.ts';
import { syncStatus } from '@sidelight/api/cli/sync-status.ts';
import { done } from '@sidelight/api/jobs/outcome.ts';
import { syncRunQueue } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createFieldStore } from '@sidelight/api/store/sync-fields.ts';
import { createSyncRuns } from '@sidelight/api/store/sync-runs.ts';
import { createSyncSwitches } from '@sidelight/api/store/sync-switches.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { describe, expect, it } from 'vitest';
import type { JobStage } from './job-stage.ts';
import { doRuns, onDisk, onServer, placed } from './sync-verbs-stage.ts';

const acme = requireTenant('acme');
const company = { tenant: acme, object: 'company' };
const postgresUrl = process.env.TEST_DATABASE_URL;
const AT = '2026-11-27T09:05:00.000Z';
const seats = { type: 'number', types: ['number' as const], isWritable: true, isUnique: false, isArchived: false };

/** What a server would have read of both sides. */
async function read({ db }: OpenDatabase, { jobs }: JobStage): Promise<void> {
  const store = createFieldStore(db, jobs, Date.now);
  const left = { name: 'seats', label: 'Seats', ...seats };
  const right = { name: 'organization_fields.seats', label: 'Seats', ...seats };
  await store.keepDefinitions(company, { side: 'left', outcome: 'read', askedAt: AT, definitions: [left] });
  await store.keepDefinitions(company, { side: 'right', outcome: 'read', askedAt: AT, definitions: [right] });
}

describe.each([
  { kind: 'a folder', place: onDisk },
  ...(postgresUrl ? [{ kind: 'a server', place: () => onServer(postgresUrl) }] : []),
])('sidelight sync fields on $kind', { timeout: 120_000 }, ({ place }) => {
  const { run, within } = placed(place);

  it('lists what is proposed and what is set aside, and prints a change of the map', async () => {
    const nothing = await run(syncFields, 'company');
    expect([nothing.code, nothing.out]).toEqual([
      0,
      'company\n  properties of the CRM          not asked for yet\n  properties of the helpdesk     not asked for yet\n',
    ]);
    await within(async (database, stage) => {
      await read(database, stage);
      const lost = ['plan_pro'];
      const fault = { field: 'plan_tier', side: 'right', why: 'options', lost } as const;
      const store = createFieldStore(database.db, stage.jobs, () => Date.parse(AT));
      await store.change(company, { began: [fault], changed: [], forgotten: [] });
    });
    const listed = await run(syncFields, 'company');
    expect(listed.out).toMatch(/properties of the CRM +read, 2026-11-27 09:05Z\n/);
    expect(listed.out).toMatch(/set aside {2}plan_tier: since .* the helpdesk has lost options .* \(plan_pro\)\n/);
    expect(listed.out).toMatch(/new +seats \(Seats\): seats and organization_fields\.seats, number\n/);
    const { objects } = JSON.parse((await run(syncFields, '--json')).out);
    expect(objects).toMatchObject([
      { object: 'company', proposed: [{ id: 'seats', owner: 'crm' }] },
      { object: 'contact' },
    ]);
    const patch = await run(syncFields, '--patch', 'company.seats');
    expect([patch.code, patch.err]).toEqual([0, '']);
    expect(patch.out).toContain('+      seats:\n+        label: Seats\n+        owner: crm\n+        type: number\n');
    expect((await run(syncFields, '--patch', 'company.nobody')).code).toBe(1);
    expect((await run(syncStatus, 'company')).out).toMatch(/set aside +plan_tier: since/);
  });

  it('what is set aside is not filled, and what is not in the map is no field', async () => {
    await within(async (database, stage) => {
      const fault = { field: 'plan_tier', side: 'left', why: 'gone', lost: [] } as const;
      const store = createFieldStore(database.db, stage.jobs, Date.now);
      await store.change(company, { began: [fault], changed: [], forgotten: [] });
    });
    const aside = await run(syncBackfill, 'company', 'plan_tier', '--dry-run');
    expect([aside.code, aside.err]).toEqual([1, expect.stringMatching(/^company plan_tier: it is set aside: since/)]);
    expect((await run(syncBackfill, 'company', 'nobody')).code).toBe(2);
    expect((await run(syncBackfill, 'company')).code).toBe(2);
    expect((await run(syncBackfill, 'company', 'domain', '--pause', '--resume')).code).toBe(2);
    const off = await run(syncBackfill, 'company', 'domain');
    expect([off.code, off.err]).toEqual([1, 'company domain: company is off, and nothing of it is written\n']);
  });
});

describe.runIf(postgresUrl)('sidelight sync backfill on a server', { timeout: 60_000 }, () => {
  const { within, watch, run } = placed(() => onServer(postgresUrl ?? ''));

  it('is refused before a dry run, shows what that found, and is held and gone on with', async () => {
    await within(({ db }, { jobs }) => createSyncSwitches(db, jobs).set(acme, 'company', true, 'test'));
    const refused = await run(syncBackfill, 'company', 'industry');
    expect([refused.code, refused.err]).toEqual([1, expect.stringMatching(/there has been no dry run of it/)]);
    await within(async (database, stage) => {
      const asking = watch(syncBackfill, ['company', 'industry', '--dry-run'], {});
      while ((await doRuns(database, stage)) === 0) await new Promise((resolve) => setTimeout(resolve, 100));
      const { code, out } = await asking;
      expect(code).toBe(0);
      expect(out).toMatch(/^company: dry run of industry asked for .*: this would change 2 values on 2 records\n/);

      const filling = watch(syncBackfill, ['company', 'industry', '--json'], {});
      const runs = createSyncRuns(database.db, stage.jobs);
      const isAsked = async () => (await runs.latest(acme, 1))[0]?.kind === 'backfill';
      while (!(await isAsked())) await new Promise((resolve) => setTimeout(resolve, 50));
      const held = await run(syncBackfill, 'company', 'industry', '--pause');
      expect(held.out).toMatch(/^company: backfill of industry asked for .*: paused by cli:/);
      expect(JSON.parse((await filling).out)).toMatchObject({ runs: [{ kind: 'backfill', state: 'paused' }] });
      // The job of one that is paused does nothing.
      const id = (await runs.latest(acme, 1))[0]!.id;
      await stage.work(syncRunQueue, { run: async () => done, abandon: async () => {} });
      expect((await runs.find(acme, id))?.state).toBe('paused');
      expect((await run(syncBackfill, 'company', 'industry', '--resume')).out).toMatch(/no server has begun it/);
      expect(await doRuns(database, stage)).toBe(1);
      expect((await runs.find(acme, id))?.state).toBe('done');
      const none = await run(syncReconcile, 'company', '--pause');
      expect([none.code, none.err]).toEqual([1, 'there is nothing to pause\n']);
    });
  });
});
