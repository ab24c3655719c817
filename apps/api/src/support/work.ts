import type { HealthScore } from '@sidelight/shared/map/health-score.ts';
import type { TicketNotes } from '@sidelight/shared/map/sync.ts';
import type { ActivityTarget } from '../connectors/sync-port.ts';
import type { TicketSource } from '../connectors/tickets-port.ts';
import { isUpstreamError } from '../connectors/upstream-error.ts';
import { done, giveUp, type Outcome, putOff, retry } from '../jobs/outcome.ts';
import type { SupportWork } from '../jobs/queues.ts';
import type { ComputedValues } from '../sync/feed.ts';
import type { RunCall } from '../sync/target.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { follow } from './follow.ts';
import type { Due, DueWork, SupportStore } from './ports.ts';
import { standingOf } from './standing.ts';
import { type Customer, customerKey } from './ticket-fact.ts';
import { toFact } from './to-fact.ts';
import { writeNotes } from './write-notes.ts';

/** A vendor, inside its time, breaker and budget. */
export interface Reached<T> {
  readonly target: T;
  readonly run: RunCall;
}

export interface SupportDeps {
  readonly tenant: TenantId;
  readonly store: SupportStore;
  readonly rules: HealthScore;
  readonly notes: TicketNotes | undefined;
  helpdesk(): Reached<TicketSource> | undefined;
  /** The same, yielding to all that somebody waits for. */
  history(): Reached<TicketSource> | undefined;
  timelines(): Reached<ActivityTarget> | undefined;
  isOn(object: string): Promise<boolean>;
  /** Notes have been wanted once: what changes while they are paused waits. */
  isNoted(): Promise<boolean>;
  /** Both systems are to hold what was worked out. False where one is not connected. */
  feed(object: string, values: ReadonlyMap<string, ComputedValues>): Promise<boolean>;
  now(): number;
  steadyNow(): number;
}

const WORKED_MS = 40_000;
const CUSTOMERS = 100;
const OBJECTS: Readonly<Record<Customer['kind'], string>> = { organizations: 'company', users: 'contact' };
const NOT_CONNECTED = 'not_connected' as const;

/** What one tenant does for support's view of its customers. Doing any of it again does nothing more. */
export function createSupportWorker(deps: SupportDeps) {
  const { tenant, store, rules, notes, now } = deps;

  /** Takes what is due, some at a time. `work` answers how many are due still. */
  async function each(
    kind: DueWork,
    most: number,
    work: (due: readonly Due[]) => Promise<number>,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const begunMs = deps.steadyNow();
    while (!signal.aborted && deps.steadyNow() - begunMs < WORKED_MS) {
      const { now: due, laterMs } = await store.due(tenant, kind, most);
      if (due.length === 0) return laterMs === undefined ? done : putOff(laterMs);
      if ((await work(due)) > 0) return retry('no_answer');
    }
    return retry('no_answer');
  }

  const isNoted = async () => notes !== undefined && (await deps.isNoted());

  async function read(signal: AbortSignal): Promise<Outcome> {
    const reached = deps.helpdesk();
    if (!reached) return retry(NOT_CONNECTED);
    const { target, run } = reached;
    const noted = await isNoted();
    return each(
      'ticket',
      target.batch,
      async (due) => {
        const ids = due.map(({ id }) => id);
        const { stories, odd } = await run('support.tickets', (own) => target.read(ids, own), signal);
        const facts = stories.map(({ ticket }) => toFact(rules, ticket));
        // What is known of an odd one stays until it can be made out.
        const gone = ids.filter((id) => !odd.includes(id) && !facts.some((fact) => fact.id === id));
        await store.look(tenant, { facts, gone, done: due, noted: noted ? ids : [] });
        return 0;
      },
      signal,
    );
  }

  async function workOut(due: readonly Due[]): Promise<number> {
    const customers = due.flatMap(({ id }) => customerOf(id) ?? []);
    const facts = await store.factsOf(tenant, customers);
    const standings = customers.map((customer) => ({
      customer,
      ...standingOf(rules, facts.get(customerKey(customer)) ?? [], now()),
    }));
    for (const [kind, object] of Object.entries(OBJECTS)) {
      const own = standings.filter(({ customer }) => customer.kind === kind);
      if (own.length === 0 || !(await deps.isOn(object))) continue;
      if (!(await deps.feed(object, new Map(own.map(({ customer, values }) => [customer.id, values])))))
        return due.length;
    }
    await store.workedOut(tenant, standings, due);
    return 0;
  }

  async function note(signal: AbortSignal): Promise<Outcome> {
    const [helpdesk, timelines] = [deps.helpdesk(), deps.timelines()];
    // What waits is written once it is switched on.
    if (!notes || !(await deps.isOn('ticket'))) return done;
    if (!helpdesk || !timelines) return retry(NOT_CONNECTED);
    const given = {
      ...{ tenant, store, rules, notes },
      read: (ids: readonly string[], own: AbortSignal) =>
        helpdesk.run('support.tickets', (within) => helpdesk.target.read(ids, within), own),
      write: (activities: Parameters<ActivityTarget['write']>[0], own: AbortSignal) =>
        timelines.run('support.notes', (within) => timelines.target.write(activities, within), own),
    };
    const most = Math.min(helpdesk.target.batch, timelines.target.batch);
    return each('note', most, (due) => writeNotes(given, due, signal), signal);
  }

  return {
    async run(work: SupportWork, signal: AbortSignal): Promise<Outcome> {
      try {
        if (work === 'work_out') return await each('customer', CUSTOMERS, workOut, signal);
        if (work === 'note') return await note(signal);
        if (work === 'read') return await read(signal);
        const reached = deps.history();
        return reached ? await follow({ ...deps, ...reached, isNoted }, signal) : done;
      } catch (error) {
        if (!isUpstreamError(error)) throw error;
        // It is asked for again soon, whatever comes of this time.
        if (work === 'follow') return done;
        return error.reason === 'forbidden' ? giveUp('not_allowed') : retry('no_answer', error.retryAfterMs);
      }
    },
  };
}

function customerOf(key: string): Customer | undefined {
  const [, kind, id] = /^(organizations|users):(.+)$/.exec(key) ?? [];
  return (kind === 'organizations' || kind === 'users') && id !== undefined ? { kind, id } : undefined;
}
