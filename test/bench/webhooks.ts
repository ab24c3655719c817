import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmptyPostgres } from '../conformance/fresh-postgres.ts';
import { freePorts } from '../flow/free-port.ts';
import { startReplica } from '../flow/replica.ts';
import { startWorld } from '../world/world.ts';
import { A_SECOND, deliverWebhooks, FOR_MS, SECRET } from './deliver-webhooks.ts';
import { quantile } from './load.ts';
import { cpuSeconds } from './process-figures.ts';
import { startPeer } from './processes.ts';
import { atMost, type Row } from './row.ts';
import { shippedArgs, shippedEnv } from './shipped.ts';

const root = join(import.meta.dirname, '../..');

/** The bundle with the flags of the image: each delivery is stored in PostgreSQL before it is acknowledged. */
async function measureOurs(server: string) {
  const [port] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const world = await startWorld({ customers: 20, apiUrl: url, latency: 'demo' });
  const empty = await createEmptyPostgres(server);
  const folder = await mkdtemp(join(tmpdir(), 'sidelight-webhooks-'));
  const args = shippedArgs();
  const replica = await startReplica({
    ...{ port: port!, flags: args.slice(0, -1), program: join(root, args.at(-1)!) },
    env: {
      ...{ ...world.env(), DATABASE_URL: empty.url, STRIPE_WEBHOOK_SECRET: SECRET, RATE_LIMIT_PERCENT: '100' },
      ...{ SESSION_SECRET: randomBytes(32).toString('base64'), DRAIN_MS: '0', LOG_LEVEL: 'error', DATA_DIR: folder },
      ...shippedEnv(),
    },
  });
  try {
    let before = 0;
    const measured = await deliverWebhooks(url, () => {
      before = cpuSeconds(replica.pid);
    });
    return { ...measured, ofACore: (cpuSeconds(replica.pid) - before) / (FOR_MS / 1000) };
  } finally {
    await replica.stop('SIGTERM');
    await world.stop();
    await empty.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureFloor(server: string) {
  const empty = await createEmptyPostgres(server);
  const peer = await startPeer('peer-webhooks.ts', { DATABASE_URL: empty.url });
  try {
    return await deliverWebhooks(peer.url);
  } finally {
    await peer.stop();
    await empty.drop();
  }
}

const inMs = (values: readonly number[], q: number) => `${quantile(values, q).toFixed(1)} ms`;

export async function webhooks(): Promise<Row[]> {
  const server = process.env.BENCH_DATABASE_URL ?? process.env.TEST_DATABASE_URL;
  if (server === undefined) throw new Error('it is promised of PostgreSQL: set BENCH_DATABASE_URL');
  const { tookMs, refused, ofACore } = await measureOurs(server);
  const floor = await measureFloor(server);
  const note = [
    `${tookMs.length} in ${FOR_MS / 1000} s, p50 ${inMs(tookMs, 0.5)}, by ${(100 * ofACore).toFixed(0)} % of a core`,
    `raw node:http with one INSERT each: p50 ${inMs(floor.tookMs, 0.5)}, p99 ${inMs(floor.tookMs, 0.99)}`,
  ].join('; ');
  const p99 = quantile(tookMs, 0.99);
  return [
    atMost(`a webhook stored and acknowledged, ${A_SECOND} a second on PostgreSQL, p99`, p99, 20, 'ms', note),
    atMost('the same: deliveries that were refused', refused, 0, ''),
  ];
}
