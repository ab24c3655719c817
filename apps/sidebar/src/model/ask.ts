import type { ContextRequest } from '@sidelight/shared/context/request.ts';
import type { Clock, HelpdeskHost, TicketRef } from '../host/port.ts';
import type { Api } from './api.ts';
import { again, ended, reduce } from './reduce.ts';
import type { State, Trouble } from './state.ts';
import type { Store } from './store.ts';
import type { Ticker } from './ticker.ts';

export interface AskDeps {
  readonly state: Store<State>;
  readonly host: HelpdeskHost;
  readonly api: Api;
  readonly clock: Clock;
  readonly ticker: Ticker;
}

const RETRY_MS = 1_000;

export interface Question {
  /** Read this card past every cache. */
  readonly cardId: string | undefined;
  readonly delayMs: number;
  /** Whether anybody looks: asked before a second try. */
  isWatched(): boolean;
}

/**
 * Asks who is on screen and plays the answer into the state; once more if the connection broke.
 * Resolves when there is nothing left to wait for: to false if the second try is still owed.
 * After `signal` aborts, nothing is painted.
 */
export async function ask(deps: AskDeps, { cardId, delayMs, isWatched }: Question, signal: AbortSignal) {
  if (delayMs > 0) await pause(deps.clock, delayMs, signal);
  const first = await attempt(deps, cardId, signal);
  if (!first || !isWorthRetrying(first)) return finish(first);

  // Told when to come again: until then that is what there is to say.
  const { waitMs = 0 } = first;
  const retrying: Trouble = waitMs ? first : { kind: 'retrying' };
  paint((state) => ({ ...state, trouble: retrying }));
  // Not all at once when the server comes back.
  await pause(deps.clock, waitMs + RETRY_MS * (0.75 + Math.random() / 2), signal);
  if (!isWatched()) {
    finish(first);
    return false;
  }
  paint((state) => again(state, cardId, retrying));
  return finish(await attempt(deps, cardId, signal));

  function finish(trouble: Trouble | undefined): true {
    paint((state) => ended(state, trouble));
    return true;
  }

  function paint(change: (state: State) => State): void {
    if (!signal.aborted) deps.state.set(change(deps.state.get()));
  }
}

async function attempt(deps: AskDeps, cardId: string | undefined, signal: AbortSignal): Promise<Trouble | undefined> {
  const { state, host, api, ticker } = deps;
  try {
    const ref = await host.identify(signal);
    signal.throwIfAborted();
    state.set({ ...state.get(), ref });
  } catch {
    return { kind: 'no_host' };
  }
  const request = requestFor(state.get().ref, cardId);
  if (!request) {
    state.set({ ...state.get(), customer: { state: 'no_requester' } });
    return undefined;
  }
  return api.openContext(
    request,
    (event) => {
      if (signal.aborted) return;
      if (event.type === 'open') ticker.setServerTime(event.at);
      state.set(reduce(state.get(), event));
    },
    signal,
  );
}

/** Nothing can be asked about a new ticket before it has a requester. */
function requestFor(ref: TicketRef, cardId: string | undefined): ContextRequest | undefined {
  const { ticketId, ...hints } = ref;
  const { requesterId } = hints;
  const refresh = cardId === undefined ? {} : { refresh: cardId };
  if (ticketId) return { ticketId, hints, ...refresh };
  return requesterId ? { ...hints, requesterId, ...refresh } : undefined;
}

const isWorthRetrying = (trouble: Trouble) =>
  trouble.waitMs || trouble.kind === 'broken' || (trouble.kind === 'refused' && trouble.code === 'internal');

function pause(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stop = clock.after(delayMs, resolve);
    signal.addEventListener('abort', () => {
      stop();
      resolve();
    });
  });
}
