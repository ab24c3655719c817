import { sql } from 'kysely';
import { systemOf } from '../world/systems.ts';
import { typedKeys } from '../world/vendor-keys.ts';
import type { Round } from './rounds.ts';
import type { CanaryStage } from './stage.ts';

/** How long everybody waits for one answer. */
const withinMs = 5000;
const RECOVER_MS = 150;

const TRIES = 4;

/** Everybody asks for everything while a system fails; answers whether the system was asked at all. */
export async function bother(stage: CanaryStage, round: Round, turn: number): Promise<boolean> {
  for (let nth = 0; nth < TRIES; nth++) if (await botherOnce(stage, round, turn + nth)) return true;
  return false;
}

async function botherOnce(stage: CanaryStage, round: Round, turn: number): Promise<boolean> {
  const { product, exchange, us, them, behave, canaries } = stage;
  const { world } = product;
  const tickets = world.tickets;
  const ticket = (n: number) => tickets[(turn * 3 + n) % tickets.length]!;
  const system = round.kind === 'fault' ? round.system : systemOf[round.vendor];
  stage.keepAddresses();
  if (round.kind === 'fault') world.faults.set(system, round.fault);
  else behave(round.manner, round.vendor);
  const own = (path: string, token: string, body?: object) => exchange.ask(path, { by: 'us', token, body, withinMs });
  const theirs = (path: string, body?: object) => exchange.ask(path, { by: 'them', token: them.admin, body, withinMs });
  const requester = ticket(0).bundle.users[0];
  const hints = requester && { hints: { requesterId: String(requester.id) } };
  await Promise.all([
    own('/v1/context', us.agent, { ticketId: String(ticket(0).ticketId), ...hints }),
    own('/v1/context', us.lead, { ticketId: String(ticket(1).ticketId), refresh: 'payment' }),
    // Of a customer whom every system knows.
    own('/v1/context', us.agent, { ticketId: '1001' }),
    theirs('/v1/context', { ticketId: String(ticket(0).ticketId) }),
    own('/v1/reveal', us.agent, revealOf(String(ticket(0).ticketId), canaries.make('text', 'typed', 'who types'))),
    own('/v1/links/search', us.agent, {
      ...{ ticketId: String(ticket(0).ticketId), requesterId: String(requester?.id ?? '1') },
      text: requester?.email ?? 'x',
    }),
    own(`/v1/tickets/${ticket(0).ticketId}/issues`, us.agent),
    own(`/v1/tickets/${ticket(0).ticketId}/fields`, us.agent),
    own('/v1/setup', us.admin),
    own('/v1/setup/keys', us.admin),
    own('/v1/setup/preview', us.admin, { as: 'agent', ticketId: String(ticket(1).ticketId) }),
    own('/v1/setup/rollout/members?groups=360010', us.admin),
    own('/v1/setup/webhook/test', us.admin, {}),
    own(`/v1/customers/${ticket(0).bundle.organizations[0]?.id ?? 1}`, us.admin),
    ...typedKeys(world).flatMap(([connector, inputs]) => {
      if (round.kind === 'manner' ? round.vendor !== connector : turn % 3 !== 0) return [];
      const wrong = Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [
          name,
          name === 'url' ? value : canaries.make(name === 'email' ? 'email' : 'token', 'typed', 'who types a key'),
        ]),
      );
      return [inputs, wrong].map((typed) =>
        theirs(`/v1/setup/connections/${connector}`, { inputs: typed, save: false }),
      );
    }),
  ]);
  await world.webhooks.settled();
  await own('/v1/status', us.lead);
  const isMet = world.calls
    .list()
    .some((call) => (round.kind === 'fault' ? call.system === system : call.vendor === round.vendor));
  await giveUpSoon(stage);
  world.faults.clear();
  behave('plain');
  await new Promise((resolve) => setTimeout(resolve, RECOVER_MS));
  return isMet;
}

/** Sync asks again, and nobody tries a job twice: what fails is given up while it fails. */
async function giveUpSoon({ product: { database } }: CanaryStage): Promise<void> {
  await sql`update sidelight_jobs.job set retry_limit = 0, start_after = now()
    where state in ('created', 'retry')`.execute(database.db);
  await sql`update sync_switches set asked_left_at = 'epoch', asked_right_at = 'epoch', asked_deals_at = 'epoch'`.execute(
    database.db,
  );
}

const revealOf = (ticketId: string, note: string) => ({
  ...{ ticketId, field: 'plan.worth', reason: 'contract', note: note.replace(/\s/g, ' ') },
});
