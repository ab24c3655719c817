import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSessions } from '@sidelight/api/access/session.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { Agent, request } from 'undici';
import { createEmptyPostgres } from '../conformance/fresh-postgres.ts';
import { freePorts } from '../flow/free-port.ts';
import { startReplica } from '../flow/replica.ts';
import { startWorld } from '../world/world.ts';
import { median, quantile } from './load.ts';
import { atMost, type Row } from './row.ts';

const AGENTS = 50;
/** Each opens a ticket so often: far more than people do, so that few seconds say something. */
const EVERY_MS = 500;
const PAIRS = 3;

export interface RudeOptions {
  readonly forMs: number;
  readonly pairs: number;
}

interface Told {
  readonly sent: number;
  readonly statuses: Readonly<Record<string, number>>;
}

export interface Measured {
  /** 95th percentile of an opening, first byte to last, in pairs of a quiet run and one beside a rude client. */
  readonly pairs: readonly { readonly quietMs: number; readonly rudeMs: number; readonly refused: number }[];
  readonly told: Told;
}

/** Fifty agents at work, with and without one client that asks for everything at once, on one process as shipped. */
export async function measureRude({ forMs, pairs }: RudeOptions): Promise<Measured> {
  const [port] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const world = await startWorld({ customers: 20, apiUrl: url, latency: 'demo' });
  const server = process.env.BENCH_DATABASE_URL ?? process.env.TEST_DATABASE_URL;
  const empty = server === undefined ? undefined : await createEmptyPostgres(server);
  const folder = await mkdtemp(join(tmpdir(), 'sidelight-rude-'));
  const secret = randomBytes(32);
  const replica = await startReplica({
    port: port!,
    env: {
      ...world.env(),
      ...(empty ? { DATABASE_URL: empty.url } : { DATA_DIR: folder }),
      ...{ SESSION_SECRET: secret.toString('base64'), DRAIN_MS: '0', LOG_LEVEL: 'error' },
      ...{ RATE_LIMIT_PERCENT: '100', TRUSTED_PROXIES: '127.0.0.1' },
    },
  });
  const sessions = createSessions(secret, { now: Date.now });
  const tokenOf = (userId: string) =>
    sessions.issue({
      ...{ tenant: requireTenant('acme'), userId, role: 'agent', locale: 'en', location: 'ticket_sidebar' },
      seesAllTickets: true,
    }).token;
  const tickets = world.tickets.map(({ ticketId }) => String(ticketId));
  const dispatcher = new Agent({ connections: AGENTS, pipelining: 1 });

  /** Everybody at work for so long; how long each opening took. */
  async function work(): Promise<{ p95: number; refused: number }> {
    const tookMs: number[] = [];
    let refused = 0;
    const endsAt = performance.now() + forMs;
    await Promise.all(
      Array.from({ length: AGENTS }, async (_, agent) => {
        const token = tokenOf(String(8000 + agent));
        await sleep((agent * EVERY_MS) / AGENTS);
        for (let n = 0; performance.now() < endsAt; n++) {
          const started = performance.now();
          const answer = await request(`${url}/v1/context`, {
            ...{ dispatcher, method: 'POST' },
            headers: {
              authorization: `Bearer ${token}`,
              'content-type': 'application/json',
              'x-forwarded-for': `192.0.2.${agent + 100}`,
            },
            body: JSON.stringify({ ticketId: tickets[(agent + n) % tickets.length] }),
          });
          await answer.body.text();
          tookMs.push(performance.now() - started);
          if (answer.statusCode !== 200) refused++;
          await sleep(Math.max(0, EVERY_MS - (performance.now() - started)));
        }
      }),
    );
    return { p95: quantile(tookMs, 0.95), refused };
  }

  try {
    await work();
    const measured: Measured['pairs'][number][] = [];
    let told: Told = { sent: 0, statuses: {} };
    for (let i = 0; i < pairs; i++) {
      const quiet = await work();
      const client = fork(join(import.meta.dirname, 'rude-client.ts'), {
        // One person, with a dozen pages open.
        env: { ...process.env, TARGET: url, TOKENS: Array.from({ length: 12 }, () => tokenOf('8666')).join(' ') },
      });
      await once(client, 'message');
      const rude = await work();
      client.send('tell');
      [told] = (await once(client, 'message')) as [Told];
      client.disconnect();
      await once(client, 'exit');
      measured.push({ quietMs: quiet.p95, rudeMs: rude.p95, refused: quiet.refused + rude.refused });
    }
    return { pairs: measured, told };
  } finally {
    await dispatcher.destroy();
    await replica.stop('SIGTERM');
    await world.stop();
    await empty?.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

export async function rude(): Promise<Row[]> {
  const { pairs, told } = await measureRude({ forMs: 10_000, pairs: PAIRS });
  const ratio = median(pairs.map(({ quietMs, rudeMs }) => rudeMs / quietMs));
  const refused = pairs.reduce((sum, pair) => sum + pair.refused, 0);
  const each = pairs.map(({ quietMs, rudeMs }) => `${quietMs.toFixed(1)} → ${rudeMs.toFixed(1)} ms`).join(', ');
  const note = `${each}; it sent ${told.sent}: ${JSON.stringify(told.statuses)}`;
  return [
    atMost(
      '50 agents beside one client with 500 requests a second and 1,000 streams: their p95 against a quiet run',
      ratio,
      1.2,
      '×',
      note,
    ),
    atMost('the same: answers that the 50 did not get', refused, 0, ''),
  ];
}
