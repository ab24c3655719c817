import { createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { createEmptyPostgres } from '../conformance/fresh-postgres.ts';
import { freePorts } from '../flow/free-port.ts';
import { startReplica } from '../flow/replica.ts';
import { startWorld } from '../world/world.ts';
import { quantile } from './load.ts';
import { atMost, type Row } from './row.ts';

const SECRET = `whsec_${'of_the_bench_'.repeat(3)}`;
const A_SECOND = 500;
const WARM_MS = 3000;
const FOR_MS = 20_000;
const TICK_MS = 10;

/** One delivery of billing, signed now; each is another one. */
function signed(n: number) {
  const body = JSON.stringify({
    ...{ id: `evt_${n}`, object: 'event', type: 'customer.subscription.updated' },
    data: { object: { id: `sub_${n}`, object: 'subscription', customer: `cus_${n % 1000}` } },
  });
  const at = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', SECRET).update(`${at}.${body}`).digest('hex');
  return { body, headers: { 'stripe-signature': `t=${at},v1=${signature}` } };
}

/** Webhooks at a steady rate, whoever is behind with answering: each stored in PostgreSQL before it is acknowledged. */
async function measureWebhooks(server: string) {
  const [port] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const world = await startWorld({ customers: 20, apiUrl: url, latency: 'demo' });
  const empty = await createEmptyPostgres(server);
  const folder = await mkdtemp(join(tmpdir(), 'sidelight-webhooks-'));
  const replica = await startReplica({
    port: port!,
    env: {
      ...{ ...world.env(), DATABASE_URL: empty.url, STRIPE_WEBHOOK_SECRET: SECRET, RATE_LIMIT_PERCENT: '100' },
      ...{ SESSION_SECRET: randomBytes(32).toString('base64'), DRAIN_MS: '0', LOG_LEVEL: 'error', DATA_DIR: folder },
    },
  });
  const dispatcher = new Agent({ connections: 100, pipelining: 1 });
  const tookMs: number[] = [];
  let refused = 0;
  async function deliver(n: number, isMeasured: boolean): Promise<void> {
    const started = performance.now();
    const { body, headers } = signed(n);
    const answer = await request(`${url}/webhooks/acme/billing`, { dispatcher, method: 'POST', headers, body });
    await answer.body.text();
    if (!isMeasured) return;
    tookMs.push(performance.now() - started);
    if (answer.statusCode !== 204) refused++;
  }
  try {
    const sent: Promise<void>[] = [];
    const startedAt = performance.now();
    for (let ms = 0; ms < WARM_MS + FOR_MS; ms = performance.now() - startedAt) {
      while (sent.length < (ms * A_SECOND) / 1000) sent.push(deliver(sent.length, ms > WARM_MS));
      await sleep(TICK_MS);
    }
    await Promise.all(sent);
    return { tookMs, refused };
  } finally {
    await dispatcher.destroy();
    await replica.stop('SIGTERM');
    await world.stop();
    await empty.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

export async function webhooks(): Promise<Row[]> {
  const server = process.env.BENCH_DATABASE_URL ?? process.env.TEST_DATABASE_URL;
  if (server === undefined) throw new Error('it is promised of PostgreSQL: set BENCH_DATABASE_URL');
  const { tookMs, refused } = await measureWebhooks(server);
  const note = `${tookMs.length} in ${FOR_MS / 1000} s, p50 ${quantile(tookMs, 0.5).toFixed(1)} ms`;
  const p99 = quantile(tookMs, 0.99);
  return [
    atMost(`a webhook stored and acknowledged, ${A_SECOND} a second on PostgreSQL, p99`, p99, 20, 'ms', note),
    atMost('the same: deliveries that were not taken', refused, 0, ''),
  ];
}
