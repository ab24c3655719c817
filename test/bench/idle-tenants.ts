import { generateKeyPairSync } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { openFreshPostgres } from '../conformance/fresh-postgres.ts';
import { freePorts } from '../flow/free-port.ts';
import { startReplica } from '../flow/replica.ts';
import { until } from '../flow/until.ts';
import { postgresFor } from './postgres.ts';
import { commits, cpuSeconds, residentMb } from './process-figures.ts';
import { atMost, type Row } from './row.ts';

const TENANTS = 1000;
const SETTLE_MS = 15_000;
const WATCH_MS = 30_000;

/** What a thousand helpdesks cost that were let in and sleep. Needs a PostgreSQL: `BENCH_DATABASE_URL`. */
export async function idleTenants(): Promise<Row[]> {
  const server = postgresFor('idle tenants');
  if (server === undefined) return [];
  const database = await openFreshPostgres(server);
  try {
    await sql`insert into tenants (tenant, installation_id)
      select 'bench-' || n, n::text from generate_series(1, ${TENANTS}) n`.execute(database.db);
    const publicKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({
      type: 'spki',
      format: 'pem',
    });
    const startedMs = performance.now();
    const replica = await startReplica({
      port: (await freePorts(1))[0]!,
      env: {
        ...{ DATABASE_URL: database.url, LEARN_TENANTS: 'any', LOG_LEVEL: 'info', NODE_ENV: 'production' },
        ...{ ZENDESK_APP_PUBLIC_KEY: String(publicKey), SESSION_SECRET: Buffer.alloc(32, 1).toString('base64') },
      },
    });
    const readyMs = performance.now() - startedMs;
    try {
      await sleep(SETTLE_MS);
      const before = { commits: await commits(database.db), cpu: cpuSeconds(replica.pid) };
      await sleep(WATCH_MS);
      const after = { commits: await commits(database.db), cpu: cpuSeconds(replica.pid) };
      const seconds = WATCH_MS / 1000;
      const resident = residentMb(replica.pid);
      const reloadMs = await reload(replica);
      return [
        // The two questions of ours are two of them.
        atMost('1,000 idle helpdesks: transactions a second', (after.commits - before.commits - 1) / seconds, 5, ''),
        atMost('the same: resident', resident, 250, 'MB'),
        atMost('the same: from start to ready', readyMs / 1000, 3, 's'),
        atMost('the same: of a core', (100 * (after.cpu - before.cpu)) / seconds, 1, '%'),
        atMost('the same: the map read again', reloadMs / 1000, 1, 's'),
      ];
    } finally {
      await replica.stop('SIGTERM');
    }
  } finally {
    await database.close();
  }
}

async function reload(replica: { readonly pid: number; said(): string }): Promise<number> {
  const startedMs = performance.now();
  process.kill(replica.pid, 'SIGHUP');
  await until(() => replica.said().includes('the map was read again'), 60_000);
  return performance.now() - startedMs;
}
