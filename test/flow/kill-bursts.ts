import { createHmac, randomBytes } from 'node:crypto';
import { openDatabase } from '@sidelight/api/store/database.ts';
import { startWorld } from '../world/world.ts';
import { freePorts } from './free-port.ts';
import { type Replica, startReplica } from './replica.ts';

export interface KillBurstsOptions {
  readonly database: { readonly url: string } | { readonly dataDir: string };
  /** So many processes, each killed in the midst of a burst of deliveries. */
  readonly points: number;
  readonly random: () => number;
  readonly program?: string;
  /** Deliveries of one burst. */
  readonly size?: number;
  say?(line: string): void;
}

export interface KillBurstsReport {
  /** Deliveries that were ever sent, each until it was acknowledged. */
  readonly sent: number;
  readonly acknowledged: number;
  /** Bursts in which some were acknowledged when the process died, and some were not. */
  readonly inMidst: number;
  /** Acknowledged, and not there. */
  readonly lost: number;
  /** More than one row of one delivery. */
  readonly twice: number;
  readonly unhandled: number;
}

const SIZE = 150;
/** Of a burst, before the death: what is under way then may still be acknowledged. */
const MOST = 0.8;
/** The hold of what a dead process began, the look for what is held too long, and the work itself. */
const HELD_MS = 25_000;
const ROUNDS = 6;

/** Kills a process at random points inside bursts; who sent them sends again what was not acknowledged, some of it twice. */
export async function killBursts(options: KillBurstsOptions): Promise<KillBurstsReport> {
  const { database, points, random, program, size = SIZE, say = () => {} } = options;
  const world = await startWorld({ customers: 20 });
  const [port] = await freePorts(1);
  const secret = randomBytes(32).toString('hex');
  const env = {
    ...{ ...world.env(), STRIPE_WEBHOOK_SECRET: secret, DRAIN_MS: '0' },
    ...('url' in database ? { DATABASE_URL: database.url } : { DATA_DIR: database.dataDir }),
    SESSION_SECRET: randomBytes(32).toString('base64'),
  };
  const start = () => startReplica({ env, port: port!, ...(program !== undefined && { program }) });
  const acknowledged = new Set<string>();
  const open = new Set<string>();
  let [inMidst, sent] = [0, 0];
  let onAcknowledged = () => {};
  const send = async (url: string, id: string) => {
    if (!(await deliver(url, secret, id))) return;
    acknowledged.add(id);
    open.delete(id);
    onAcknowledged();
  };
  let replica: Replica | undefined;
  try {
    for (let n = 0; n < points; n++) {
      replica = await start();
      const { url } = replica;
      for (let k = 0; k < size; k++) open.add(`evt_${n}_${k}`);
      sent += size;
      const before = acknowledged.size;
      const all = [...open];
      const least = 1 + Math.floor(random() * all.length * MOST);
      const reached = new Promise<void>((resolve) => {
        onAcknowledged = () => {
          if (acknowledged.size - before >= least) resolve();
        };
      });
      const burst = all.flatMap((id) => (random() < 0.1 ? [send(url, id), send(url, id)] : [send(url, id)]));
      await Promise.race([reached, Promise.all(burst)]);
      await replica.stop('SIGKILL');
      await Promise.all(burst);
      const through = acknowledged.size - before;
      if (through < all.length) inMidst++;
      say(`${n + 1}: killed with ${through} of ${all.length} acknowledged`);
    }
    replica = await start();
    for (const id of [...open]) await send(replica.url, id);
    for (let round = 1; ; round++) {
      await new Promise((resolve) => setTimeout(resolve, HELD_MS));
      await replica.stop('SIGTERM');
      const found = await judge(database, acknowledged);
      if (found.unhandled === 0 || round === ROUNDS)
        return { sent, acknowledged: acknowledged.size, inMidst, ...found };
      say(`${found.unhandled} are not handled yet: what was begun before a death is taken up again after its hold`);
      replica = await start();
    }
  } finally {
    await replica?.stop('SIGKILL');
    await world.stop();
  }
}

async function judge(
  database: KillBurstsOptions['database'],
  acknowledged: ReadonlySet<string>,
): Promise<Pick<KillBurstsReport, 'lost' | 'twice' | 'unhandled'>> {
  const { db, close } = await openDatabase(database);
  const rows = await db.selectFrom('webhook_inbox').select(['delivery_id', 'handled_at']).execute();
  await close();
  const ids = new Set(rows.map((row) => row.delivery_id));
  return {
    lost: [...acknowledged].filter((id) => !ids.has(id)).length,
    twice: rows.length - ids.size,
    unhandled: rows.filter((row) => row.handled_at === null).length,
  };
}

/** Whether it was acknowledged; false too where nobody answers. */
async function deliver(url: string, secret: string, id: string): Promise<boolean> {
  const body = JSON.stringify({
    ...{ id, object: 'event', type: 'customer.subscription.updated' },
    data: { object: { id: 'sub_1', object: 'subscription', customer: `cus_${id.slice(4)}` } },
  });
  const at = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
  const headers = { 'stripe-signature': `t=${at},v1=${signature}` };
  return fetch(`${url}/webhooks/acme/billing`, { method: 'POST', body, headers }).then(
    async (answer) => {
      await answer.body?.cancel();
      return answer.status === 204;
    },
    () => false,
  );
}
