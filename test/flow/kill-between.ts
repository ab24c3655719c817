import { createHmac, randomBytes } from 'node:crypto';
import { type DatabaseOptions, openDatabase } from '@sidelight/api/store/database.ts';
import { sql } from 'kysely';
import { startWorld, type World } from '../world/world.ts';
import { freePorts } from './free-port.ts';
import { type Replica, startReplica } from './replica.ts';
import { until } from './until.ts';

export interface KillOptions {
  readonly database: { readonly url: string } | { readonly dataDir: string };
  /** So many deliveries, each acknowledged by a process that is killed soon after. */
  readonly points: number;
  readonly random: () => number;
  /** Another program than the sources: the bundle, which starts in a fifth of the time. */
  readonly program?: string;
  say?(line: string): void;
}

export interface KillReport {
  readonly acknowledged: number;
  /** Deliveries that nobody has handled. */
  readonly left: number;
  readonly givenUp: number;
  /** How many notes each ticket has got. */
  readonly notes: readonly number[];
}

/** From before the first look at the queue until well after the last call of what follows. */
const MAX_MS = 400;
/** A hold of a webhook's and then of a mark's job, the sweeps after each, and what many at once wait for the budget. */
const SETTLED_WITHIN_MS = 900_000;
/** The hold of a webhook's job, and the sweep after it. */
const HELD_MS = 30_000;

/**
 * A member of the staff answers tickets on values that were not confirmed; each time, the process that was told is
 * killed at a random point between its acknowledgement and the note that belongs on the ticket, and another is started.
 */
export async function killBetween({
  database,
  points,
  random,
  program,
  say = () => {},
}: KillOptions): Promise<KillReport> {
  const world = await startWorld({ customers: 20 });
  const [port] = await freePorts(1);
  const env = {
    ...world.env(),
    ...('url' in database ? { DATABASE_URL: database.url } : { DATA_DIR: database.dataDir }),
    ...{ SESSION_SECRET: randomBytes(32).toString('base64'), DRAIN_MS: '0' },
  };
  const ticketIds = Array.from({ length: points }, () => world.helpdesk.create({ subject: 'Late', status: 'open' }).id);
  await seed(database, ticketIds);
  const given = { env, port: port!, ...(program !== undefined && { program }) };
  let replica: Replica | undefined;
  try {
    let acknowledged = 0;
    for (const [n, ticketId] of ticketIds.entries()) {
      replica = await startReplica(given);
      if ((await answerTicket(world, replica.url, ticketId)) === 204) acknowledged++;
      const afterMs = random() * MAX_MS;
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      await replica.stop('SIGKILL');
      say(`${n + 1}: killed ${afterMs.toFixed(0)} ms after the acknowledgement`);
    }
    replica = await startReplica(given);
    const notesOf = (id: number) =>
      world.helpdesk.comments(id).filter(({ body }) => body.includes('Sidelight reference'));
    await until(() => ticketIds.every((id) => notesOf(id).length > 0), SETTLED_WITHIN_MS).catch(() => {});
    await replica.stop('SIGTERM');
    const report = await readSettled(database, async () => {
      replica = await startReplica(given);
      return replica;
    });
    return { acknowledged, ...report, notes: ticketIds.map((id) => notesOf(id).length) };
  } finally {
    await replica?.stop('SIGKILL');
    await world.stop();
  }
}

/** What an agent saw of each ticket before answering. */
export async function seed(options: DatabaseOptions, ticketIds: readonly number[]): Promise<void> {
  const { db, close } = await openDatabase(options);
  for (const ticketId of ticketIds)
    await sql`insert into shown_answers (tenant, ticket_id, field, system, shown, shown_at)
      values ('acme', ${String(ticketId)}, 'payment.status', 'billing', null, now())`.execute(db);
  await close();
}

/** What is left once nothing is held any more, for which `start` begins the next process. */
export async function readSettled(
  database: KillOptions['database'],
  start: () => Promise<Replica>,
): Promise<Pick<KillReport, 'left' | 'givenUp'>> {
  const report = await read(database);
  if (report.left === 0) return report;
  // Its note was there before the process that took the delivery died: what it held is taken again after the hold.
  const replica = await start();
  await new Promise((resolve) => setTimeout(resolve, HELD_MS));
  await replica.stop('SIGTERM');
  return read(database);
}

async function read(options: DatabaseOptions): Promise<Pick<KillReport, 'left' | 'givenUp'>> {
  const { db, close } = await openDatabase(options);
  const left = await db.selectFrom('webhook_inbox').select('delivery_id').where('handled_at', 'is', null).execute();
  const givenUp = await db.selectFrom('dead_letters').select('id').execute();
  await close();
  return { left: left.length, givenUp: givenUp.length };
}

export async function answerTicket(world: World, url: string, ticketId: number): Promise<number> {
  const body = JSON.stringify({
    ...{ type: 'zen:event-type:ticket.comment_added', id: `delivery-${ticketId}`, detail: { id: String(ticketId) } },
    event: { comment: { is_public: true, author: { is_staff: true } } },
  });
  const timestamp = new Date().toISOString();
  const signature = createHmac('sha256', world.env().ZENDESK_WEBHOOK_SECRET!)
    .update(timestamp + body)
    .digest('base64');
  const answer = await fetch(`${url}/webhooks/acme/helpdesk`, {
    ...{ method: 'POST', body },
    headers: {
      'content-type': 'application/json',
      'x-zendesk-webhook-signature': signature,
      'x-zendesk-webhook-signature-timestamp': timestamp,
    },
  });
  return answer.status;
}
