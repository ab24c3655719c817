import { ContextEvent } from '@sidelight/shared/context/event.ts';
import type { Field } from '@sidelight/shared/context/field.ts';
import { Problem } from '@sidelight/shared/failure/problem.ts';
import { StatusEvent } from '@sidelight/shared/health/status.ts';
import type { Attention, Clock, HelpdeskHost } from '../../apps/sidebar/src/host/port.ts';
import { createApi } from '../../apps/sidebar/src/model/api.ts';
import { ask } from '../../apps/sidebar/src/model/ask.ts';
import { firstState, type State } from '../../apps/sidebar/src/model/state.ts';
import { createClient } from '../../apps/sidebar/src/model/status/client.ts';
import { follow } from '../../apps/sidebar/src/model/status/follow.ts';
import { createSession } from '../../apps/sidebar/src/model/status/session.ts';
import { createStore } from '../../apps/sidebar/src/model/store.ts';
import { createTicker } from '../../apps/sidebar/src/model/ticker.ts';
import type { World } from '../world/world.ts';

export interface SidebarAgent {
  readonly ticketIds: readonly string[];
  /** Contexts that came whole. */
  readonly opened: () => number;
  /** Of those, the ones that broke off and were asked again by themselves. */
  readonly askedAgain: () => number;
  /** How often the status stream was connected, and when it last said something. */
  readonly connected: () => number;
  readonly heardMs: () => number;
  readonly incidents: () => readonly string[];
  /** Everything an agent would have seen go wrong. */
  readonly errors: readonly string[];
  /** What each ticket showed first; every later answer must show the same. */
  readonly truth: ReadonlyMap<string, ReadonlyMap<string, string>>;
  stop(): Promise<void>;
}

export interface AgentOptions {
  readonly world: World;
  readonly url: string;
  readonly role: 'agent' | 'lead' | 'admin';
  readonly ticketIds: readonly string[];
}

const REFRESHED = ['payment', 'plan', 'issues', 'usage'];
const PAUSE_MS = 80;
const looking: Attention = { isOn: () => true, onChange: () => {} };

/** Somebody at work: the sidebar's own model, without its view, going through tickets without a break. */
export async function startAgent({ world, url, role, ticketIds }: AgentOptions): Promise<SidebarAgent> {
  const entry = await world.session({ role, location: 'ticket_sidebar' }, AbortSignal.timeout(5000));
  if (!entry.ok) throw new Error(`the entry answered ${entry.status}`);
  const { boot } = entry;
  const session = createSession(entry.token);
  const errors: string[] = [];
  const truth = new Map<string, ReadonlyMap<string, string>>();
  let isStopping = false;
  const closing = new AbortController();
  const count = { opened: 0, askedAgain: 0, connected: 0, heardMs: 0 };
  let incidents: readonly string[] = [];
  const going = async (path: string, init: RequestInit) => {
    if (path === '/v1/status/stream') count.connected++;
    return fetch(url + path, init);
  };
  const clock: Clock = {
    nowMs: () => Date.now(),
    after(delayMs, run) {
      const timer = setTimeout(() => !closing.signal.aborted && run(), delayMs);
      return () => clearTimeout(timer);
    },
  };
  const isProblem = (json: unknown): json is Problem => Problem.safeParse(json).success;
  const isContextEvent = (json: unknown): json is ContextEvent => ContextEvent.safeParse(json).success;
  const isStatusEvent = (json: unknown): json is StatusEvent => StatusEvent.safeParse(json).success;
  const api = createApi({ fetch: going, session, deadlineMs: boot.deadlineMs, isContextEvent, isProblem });
  const ticker = createTicker(clock, looking);

  follow({
    client: createClient({
      fetch: (path, init) =>
        going(path, { ...init, signal: AbortSignal.any([closing.signal, ...(init.signal ? [init.signal] : [])]) }),
      session,
      isProblem,
    }),
    clock,
    isStatusEvent,
    request: () => ({ ticketId: ticketIds[0]! }),
    isAside: () => false,
    random: Math.random,
    onEvent(event) {
      count.heardMs = performance.now();
      if (event.type === 'status') incidents = event.status.incidents.map(({ id }) => id);
    },
    onSilence: () => void errors.push(`${role}: the status stream was silent`),
    onRefused: (refusal) => void errors.push(`${role}: the status stream was refused: ${JSON.stringify(refusal)}`),
  });

  async function open(ticketId: string, cardId: string | undefined): Promise<void> {
    const state = createStore<State>(firstState(boot.cards));
    let isAgain = false;
    state.watch(() => {
      isAgain ||= state.get().trouble?.kind === 'retrying';
    });
    const deps = { state, host: showing(ticketId), api, clock, ticker };
    await ask(deps, { cardId, delayMs: 0, isWatched: () => true }, new AbortController().signal);
    const { trouble, customer, cards } = state.get();
    if (isAgain) count.askedAgain++;
    if (trouble || customer?.state !== 'linked') {
      errors.push(`${role}, ticket ${ticketId}: ${JSON.stringify(trouble ?? customer)}`);
      return;
    }
    count.opened++;
    const shown = new Map(cards.flatMap((card) => [...card.fields.values()]).map((field) => [field.id, textOf(field)]));
    const known = truth.get(ticketId) ?? shown;
    truth.set(ticketId, known);
    for (const [id, text] of known) {
      if (shown.get(id) !== text) errors.push(`ticket ${ticketId}, ${id}: ${shown.get(id)} instead of ${text}`);
    }
  }

  const working = (async () => {
    for (let nth = 0; !isStopping; nth++) {
      const isFirstRound = nth < ticketIds.length;
      await open(ticketIds[nth % ticketIds.length]!, isFirstRound ? undefined : REFRESHED[nth % REFRESHED.length]);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  })();

  return {
    ticketIds,
    opened: () => count.opened,
    askedAgain: () => count.askedAgain,
    connected: () => count.connected,
    heardMs: () => count.heardMs,
    incidents: () => incidents,
    errors,
    truth,
    async stop() {
      isStopping = true;
      await working;
      closing.abort();
    },
  };
}

/** The helpdesk with one ticket on screen. */
const showing = (ticketId: string): HelpdeskHost => ({
  identify: async () => ({ ticketId }),
  onTicketChanged: () => {},
  onTicketSaved: () => {},
  onActivity: () => {},
  onColorScheme: () => {},
  resize: () => {},
  writing: async () => ({}),
  insertDraft: async () => false,
});

/** As an agent reads it: without the receipt, which says when and from where. */
const textOf = (field: Field): string =>
  field.state === 'ok' || field.state === 'stale' ? JSON.stringify(field.value) : field.state;
