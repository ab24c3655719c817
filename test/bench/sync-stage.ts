import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJobQueue } from '@sidelight/api/jobs/job-queue.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import { createSyncRuns, type SyncRun } from '@sidelight/api/store/sync-runs.ts';
import { createSyncSwitches } from '@sidelight/api/store/sync-switches.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import type { RunKind } from '@sidelight/shared/sync/sync-report.ts';
import { parseDocument } from 'yaml';
import { openFreshPostgres } from '../conformance/fresh-postgres.ts';
import { freePorts } from '../flow/free-port.ts';
import { until } from '../flow/until.ts';
import { professional } from '../world/vendors/zendesk-limits.ts';
import { startWorld, type World } from '../world/world.ts';
import { shippedArgs, shippedEnv } from './shipped.ts';

const root = join(import.meta.dirname, '../..');
const READY_WITHIN_MS = 60_000;
const RUN_WITHIN_MS = 900_000;
/** The vendors' own delays, and what they allow: Zendesk's Professional plan, HubSpot's 190 in ten seconds. */
const LATENCY = { hubspot: 180, zendesk: 230 };

export interface SyncStage {
  readonly world: World;
  readonly url: string;
  readonly database: Awaited<ReturnType<typeof openFreshPostgres>>;
  /** Of the service. */
  readonly pid: number;
  /** A comparison of one kind of record, from being asked for to its end. */
  compare(object: string, kind: RunKind): Promise<{ readonly run: SyncRun; readonly tookMs: number }>;
  switchOn(object: string): Promise<void>;
  stop(): Promise<void>;
}

/** The bundle with the flags we ship on PostgreSQL, between two vendors that keep their limits. */
export async function startSyncStage(server: string, customers: number, share: number): Promise<SyncStage> {
  const [port] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const zendesk = { limits: professional };
  const world = await startWorld({ customers, apiUrl: url, latency: LATENCY, zendesk, hasCrmApp: true });
  world.crm.switches.enforcesLimits = true;
  const mapDir = await mapWithShare(share);
  const database = await openFreshPostgres(server);
  const jobs = await openJobQueue({ database, queues, onTrouble() {} });
  const tenant = requireTenant(world.tenant);
  const runs = createSyncRuns(database.db, jobs);
  const switches = createSyncSwitches(database.db, jobs);
  const child = spawn(process.execPath, shippedArgs(), {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...{ ...world.env(), ...shippedEnv(), MAP_DIR: mapDir },
      ...{ DATABASE_URL: database.url, PORT: String(port), LOG_LEVEL: 'error' },
    },
  });
  await until(() => isReady(url), READY_WITHIN_MS);
  return {
    ...{ world, url, database, pid: child.pid! },
    async compare(object, kind) {
      const startedMs = performance.now();
      const id = await runs.ask(tenant, object, kind, 'bench');
      await until(async () => ['done', 'failed'].includes((await runs.find(tenant, id))?.state ?? ''), RUN_WITHIN_MS);
      const run = await runs.find(tenant, id);
      if (!run || run.state === 'failed') throw new Error(`the comparison failed: ${run?.reason}`);
      return { run, tookMs: performance.now() - startedMs };
    },
    switchOn: (object) => switches.set(tenant, object, true, 'bench'),
    async stop() {
      await end(child);
      await jobs.close();
      await database.close();
      await world.stop();
      await rm(mapDir, { recursive: true });
    },
  };
}

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** The demo map, with this share of what each of the two vendors allows. */
async function mapWithShare(share: number): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'sidelight-map-'));
  await cp(join(root, 'map'), dir, { recursive: true });
  for (const [system, vendor] of [
    ['crm', 'hubspot'],
    ['helpdesk', 'zendesk'],
  ] as const) {
    const file = join(dir, 'systems', `${system}.yaml`);
    const map = parseDocument(await readFile(file, 'utf8'));
    map.setIn(['connectors', vendor, 'quota'], { share });
    await writeFile(file, String(map));
  }
  return dir;
}
