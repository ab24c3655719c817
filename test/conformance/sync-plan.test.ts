import { syncPlan } from '@sidelight/api/cli/sync-compare.ts';
import { syncRun } from '@sidelight/api/cli/sync-switch.ts';
import { createSyncRuns } from '@sidelight/api/store/sync-runs.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { describe, expect, it } from 'vitest';
import { doRuns, onDisk, onServer, placed } from './sync-verbs-stage.ts';

const acme = requireTenant('acme');
const postgresUrl = process.env.TEST_DATABASE_URL;

/** Only where a server can work in the database meanwhile. */
describe.runIf(postgresUrl)('sidelight sync plan on PostgreSQL', { timeout: 60_000 }, () => {
  const { within, watch, run } = placed(() => onServer(postgresUrl ?? ''));

  it('asks for a dry run, tells how a server gets on with it, and says what it would change', async () => {
    await within(async (database, stage) => {
      const asking = watch(syncPlan, ['contact'], {});
      while ((await doRuns(database, stage)) === 0) await new Promise((resolve) => setTimeout(resolve, 100));
      const { code, out, err } = await asking;
      expect([code, err]).toEqual([0, '']);
      expect(out).toMatch(/^contact: dry run asked for .* by cli:.*: this would change 2 values on 2 records\n/);
      expect(out).toMatch(/several partners fit +1 record\n/);
      expect(out).toMatch(/nobody can read +4 values\n/);
    });
    expect((await run(syncRun, 'contact')).code).toBe(0);
  });

  it('leaves the run going when it is interrupted, and takes it up again', async () => {
    await within(async (database, stage) => {
      const stop = new AbortController();
      const asking = watch(syncPlan, ['contact', '--json'], { stop: stop.signal });
      const runs = createSyncRuns(database.db, stage.jobs);
      while ((await runs.latest(acme, 1)).length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
      stop.abort();
      const { code, out, err } = await asking;
      expect([code, err]).toEqual([1, 'It goes on. `sidelight sync status` shows how it gets on.\n']);
      expect(JSON.parse(out)).toMatchObject({ runs: [{ object: 'contact', kind: 'dry_run', state: 'waiting' }] });
      let told = '';
      const again = watch(syncPlan, ['contact'], {
        onErr(text) {
          told += text;
        },
      });
      while (told === '') await new Promise((resolve) => setTimeout(resolve, 50));
      expect(await doRuns(database, stage)).toBe(1);
      expect((await again).code).toBe(0);
      expect(told).toMatch(/^contact: cli:.* has asked for it already\n/);
      expect(await runs.latest(acme, 10)).toHaveLength(1);
    });
  });
});

describe('a dry run in a folder that one process has for itself', { timeout: 60_000 }, () => {
  const { run, within } = placed(onDisk);
  it('is put in line, with how to have it done', async () => {
    const { code, out, err } = await run(syncPlan);
    expect([code, out]).toEqual([0, '']);
    expect(err).toMatch(/start the server/);
    await within(async ({ db }, { jobs }) => {
      const asked = await createSyncRuns(db, jobs).latest(acme, 10);
      expect(asked.map(({ object, kind, state }) => [object, kind, state]).sort()).toEqual([
        ['company', 'dry_run', 'waiting'],
        ['contact', 'dry_run', 'waiting'],
        ['ticket', 'dry_run', 'waiting'],
      ]);
    });
  });
});
