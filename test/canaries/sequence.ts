import { join } from 'node:path';
import { runCli } from '@sidelight/api/cli/run-cli.ts';
import { until } from '../flow/until.ts';
import { createRandom } from '../world/company/random.ts';
import type { FaultInput } from '../world/faults/fault.ts';
import { systems } from '../world/systems.ts';
import { type CanaryIndex, indexOf } from './canary-index.ts';
import type { Desk, TwoDesks } from './two-desks.ts';

/** Faults after which something is answered all the same: late, old or not at all. */
const faults: readonly FaultInput[] = [
  ...([
    { kind: '5xx' },
    { kind: 'reset' },
    { kind: 'hang' },
    { kind: 'malformed_json' },
    { kind: 'flapping' },
  ] as const),
  { kind: 'latency', ms: 120 },
];
const ROOT = join(import.meta.dirname, '../..');
const ticketsOf = ({ world }: Desk) => world.tickets;

/**
 * Plays what the seed decides: many open tickets at once, records change, systems fail and recover, time goes by, the process
 * is started anew, people are erased. Each answer may hold values of its own helpdesk's customer alone.
 */
export function createSequence(stage: TwoDesks, seed: string) {
  const random = createRandom(`${seed}:sequence`);
  const wrong: string[] = [];
  const done: string[] = [];
  const erased: string[] = [];
  /** Whose a ticket is: the one it was made for, until somebody says otherwise. */
  const customerOf = new Map<string, number>();
  const everOf = new Map<string, Set<number>>();
  let index: CanaryIndex = indexOf(stage.canaries.all());
  const pick = <T>(from: readonly T[]): T => from[random.int(0, from.length - 1)]!;
  let shown = 0;

  function judge(desk: Desk, ticketId: number, text: string): void {
    const whose = customerOf.get(`${desk.tenant} ${ticketId}`) ?? ticketId;
    // Its history is of everything that they have ever asked.
    const asked = [ticketId, ...(everOf.get(`${desk.tenant} ${whose}`) ?? [whose])];
    const may = [
      ...[`${desk.tenant} ${whose}`, `${desk.tenant} ${whose} person`],
      ...asked.map((id) => `${desk.tenant} ${id} ticket`),
    ];
    for (const { canary, around } of index.find(text)) {
      shown++;
      if (!may.includes(canary.owner))
        wrong.push(`${desk.tenant} ${ticketId}: ${canary.owner} after ${done.slice(-12).join(', ')}: ${around}`);
    }
  }

  async function open(desk: Desk): Promise<void> {
    const { ticketId } = pick(ticketsOf(desk));
    const stranger = pick(ticketsOf(desk)).bundle.users[0];
    const role = pick(['agent', 'lead', 'admin'] as const);
    const isWhole = random.next() < 0.3;
    // Who it is said to be need not be who it is.
    const hints = stranger && random.next() < 0.5 && { hints: { requesterId: String(stranger.id) } };
    const body = { ticketId: String(ticketId), ...hints, ...(random.next() < 0.3 && { refresh: 'plan' }) };
    const { url, sessionAs } = stage.product();
    const answer = await fetch(`${url}/v1/context`, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', accept: isWhole ? 'application/json' : 'application/x-ndjson' },
        authorization: `Bearer ${sessionAs({ tenant: desk.tenant, role })}`,
      },
      body: JSON.stringify(body),
    });
    judge(desk, ticketId, await answer.text());
  }

  /** What the CRM calls a company is another word, and still theirs. */
  function rename(desk: Desk): string {
    const { ticketId, bundle } = pick(ticketsOf(desk));
    const account = pick([...bundle.accounts, undefined]);
    if (!account) return 'nothing';
    const name = stage.canaries.make('name', 'shown', `${desk.tenant} ${ticketId}`);
    desk.world.changes.setAccount(account.id, { name });
    index = indexOf(stage.canaries.all());
    return `${desk.tenant} renames ${account.id}`;
  }

  /** Only where the helpdesk tells us of it. */
  async function handOver(): Promise<string> {
    const [desk] = stage.desks;
    const [{ ticketId }, other] = [pick(ticketsOf(desk)), pick(ticketsOf(desk))];
    const requester = other.bundle.tickets.find(({ id }) => id === other.ticketId)?.requesterId;
    if (!requester || erased.includes(String(other.ticketId))) return 'nothing';
    const { ZENDESK_TOKEN } = desk.world.env();
    desk.world.faults.clear();
    await fetch(`${desk.world.urls.zendesk}/api/v2/tickets/${ticketId}.json`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${ZENDESK_TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ticket: { requester_id: requester, organization_id: null } }),
    });
    customerOf.set(`${desk.tenant} ${ticketId}`, other.ticketId);
    const key = `${desk.tenant} ${other.ticketId}`;
    everOf.set(key, (everOf.get(key) ?? new Set([other.ticketId])).add(ticketId));
    await desk.world.webhooks.settled();
    const waits = () => stage.database.db.selectFrom('webhook_inbox').select('body').where('handled_at', 'is', null);
    await until(async () => (await waits().execute()).length === 0, 20_000);
    return `${ticketId} is ${other.ticketId}'s`;
  }

  async function pickAccount(desk: Desk): Promise<string> {
    const { ticketId, bundle, truth } = pick(ticketsOf(desk).filter((one) => one.truth.customer.candidates.length > 0));
    const accountId = pick(truth.customer.candidates);
    const requesterId = String(bundle.tickets.find(({ id }) => id === ticketId)?.requesterId ?? '');
    const { post, sessionAs } = stage.product();
    const what = pick(['pin', 'reject']);
    const token = sessionAs({ tenant: desk.tenant, role: 'lead' });
    const answer = await post(`/v1/links/${what}`, token, { ticketId: String(ticketId), requesterId, accountId });
    judge(desk, ticketId, await answer.text());
    return `${desk.tenant} ${what} ${ticketId}`;
  }

  /** Somebody of the first helpdesk, by their address: the other one knows them too, and keeps them. */
  async function erase(): Promise<string> {
    const [desk] = stage.desks;
    const { ticketId, bundle, truth } = pick(ticketsOf(desk));
    const email = bundle.users[0]?.email;
    if (!email || truth.customer.state !== 'linked') return 'nothing';
    let said = '';
    const write = (text: string) => {
      said += text;
    };
    const around = { cwd: ROOT, now: Date.now, signal: AbortSignal.timeout(30_000) };
    const code = await runCli(['privacy', 'erase', email, '--yes'], {
      ...around,
      env: stage.env,
      out: write,
      err: write,
    });
    if (code === 0) erased.push(String(ticketId));
    else wrong.push(`nobody was erased: ${said}`);
    return `erase ${ticketId}`;
  }

  async function step(): Promise<void> {
    const desk = pick(stage.desks);
    const roll = random.next();
    if (roll < 0.55) {
      await Promise.all(Array.from({ length: random.int(1, 6) }, () => open(pick(stage.desks))));
      return void done.push('open');
    }
    if (roll < 0.65) return void done.push(rename(desk));
    if (roll < 0.78) {
      const system = pick(systems);
      if (random.next() < 0.4) desk.world.faults.clear();
      else desk.world.faults.set(system, pick(faults));
      return void done.push(`${desk.tenant} ${system} ${desk.world.faults.current(system)?.kind ?? 'well'}`);
    }
    if (roll < 0.84) return void done.push(await handOver());
    if (roll < 0.9) return void done.push(await pickAccount(desk));
    if (roll < 0.96) {
      const ms = random.int(1000, 600_000);
      stage.later(ms);
      return void done.push(`${ms} ms later`);
    }
    if (roll < 0.985) return void done.push(await erase());
    await stage.restart();
    done.push('restart');
  }
  return { step, erase, wrong, done, erased, shown: () => shown, index: () => index };
}
