import { createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DatabaseOptions, openDatabase } from '@sidelight/api/store/database.ts';
import { describe, expect, it } from 'vitest';
import { createEmptyPostgres } from '../conformance/fresh-postgres.ts';
import { startWorld } from '../world/world.ts';
import { freePorts } from './free-port.ts';
import { startReplica } from './replica.ts';
import { until } from './until.ts';

const server = process.env.TEST_DATABASE_URL;
const SECRET = randomBytes(32).toString('hex');
const ids = Array.from({ length: 600 }, (_, n) => `evt_${n}`);

/** The status, or that nobody answered. */
async function deliver(url: string, id: string): Promise<number | 'nobody'> {
  const body = JSON.stringify({
    ...{ id, object: 'event', type: 'customer.subscription.updated' },
    data: { object: { id: 'sub_1', object: 'subscription', customer: `cus_${id.slice(4)}` } },
  });
  const at = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', SECRET).update(`${at}.${body}`).digest('hex');
  const headers = { 'stripe-signature': `t=${at},v1=${signature}` };
  return fetch(`${url}/webhooks/acme/billing`, { method: 'POST', body, headers }).then(
    ({ status }) => status,
    () => 'nobody',
  );
}

async function inbox(options: DatabaseOptions) {
  const { db, close } = await openDatabase(options);
  const rows = await db.selectFrom('webhook_inbox').select(['delivery_id', 'handled_at']).execute();
  await close();
  return rows.map((row) => ({ id: row.delivery_id, isHandled: row.handled_at !== null }));
}

/** Kills the process while it stores and acknowledges a burst, and has the sender send again what was not acknowledged. */
async function killInBurst(database: { readonly url: string } | { readonly dataDir: string }) {
  const world = await startWorld({ customers: 20 });
  const [port] = await freePorts(1);
  const env = {
    ...{ ...world.env(), STRIPE_WEBHOOK_SECRET: SECRET, RATE_LIMIT_PERCENT: '100', DRAIN_MS: '0' },
    ...('url' in database ? { DATABASE_URL: database.url } : { DATA_DIR: database.dataDir }),
    SESSION_SECRET: randomBytes(32).toString('base64'),
  };
  await inbox(database);
  const first = await startReplica({ env, port: port! });
  const acknowledged: string[] = [];
  const burst = ids.map(async (id) => {
    if ((await deliver(first.url, id)) === 204) acknowledged.push(id);
  });
  await until(async () => acknowledged.length > 0, 30_000);
  await first.stop('SIGKILL');
  await Promise.all(burst);
  const kept = (await inbox(database)).map(({ id }) => id);
  const second = await startReplica({ env, port: port! });
  try {
    const again = await Promise.all(
      ids.filter((id) => !acknowledged.includes(id)).map((id) => deliver(second.url, id)),
    );
    // What was begun by the dead is taken again after the hold of its job.
    await new Promise((resolve) => setTimeout(resolve, HELD_MS));
    await second.stop('SIGTERM');
    return { acknowledged, kept, again: new Set(again), end: await inbox(database) };
  } finally {
    await second.stop('SIGKILL');
    await world.stop();
  }
}
/** The hold, the look for what is held too long, and the work itself. */
const HELD_MS = 25_000;

function judge({ acknowledged, kept, again, end }: Awaited<ReturnType<typeof killInBurst>>): void {
  // It was killed in the midst of it.
  expect(acknowledged.length).toBeGreaterThan(0);
  expect(acknowledged.length).toBeLessThan(ids.length);
  expect(acknowledged.filter((id) => !kept.includes(id))).toEqual([]);
  expect([...again]).toEqual([204]);
  expect(end.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  expect(end.filter(({ isHandled }) => !isHandled)).toEqual([]);
}

describe('a process that is killed in a burst of webhooks', { timeout: 300_000 }, () => {
  it('has kept each it acknowledged; the others are sent again, and each is there once and handled: PGlite', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'sidelight-burst-'));
    judge(await killInBurst({ dataDir }));
    await rm(dataDir, { recursive: true });
  });

  it.skipIf(!server)('the same on PostgreSQL', async () => {
    const empty = await createEmptyPostgres(server!);
    judge(await killInBurst(empty));
    await empty.drop();
  });
});
