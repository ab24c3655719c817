import type { Attention } from '../host/port.ts';
import { type AskDeps, ask } from './ask.ts';
import { again } from './reduce.ts';
import { firstState, isUnsaved, type State } from './state.ts';
import type { Store } from './store.ts';

/** Shown again after less than this, the old answer still stands. */
export const FRESH_MS = 30_000;
/**
 * An answer that nobody waits for any more may take this long: a browser has six connections to us, over HTTP/1.1, and
 * the page that is looked at needs one of them.
 */
export const LET_GO_MS = 1_000;
/** The helpdesk reports one change of requester as several events. */
const SETTLE_MS = 80;

export interface SidebarDeps extends AskDeps {
  readonly attention: Attention;
}

export interface Sidebar {
  readonly state: Store<State>;
  /** Asks for everything once, and from then on follows the helpdesk. */
  start(): void;
  /** The same ticket again; with a card, that card past every cache. */
  refresh(cardId?: string): void;
  /** Nothing shown so far counts any more: back to the skeleton, and ask. */
  restart(): void;
}

/** Decides when to ask, and that nothing older than the newest question ever paints. */
export function createSidebar(deps: SidebarDeps): Sidebar {
  const { state, host, clock, attention } = deps;
  let running: AbortController | undefined;
  let askedAtMs = Number.NEGATIVE_INFINITY;
  /** Asking was put off until somebody looks. */
  let isOwed = false;
  let stopLeaving: (() => void) | undefined;
  /** Something that decides whose ticket this is was changed in the form, and may be saved yet. */
  let isChanged = false;

  function halt(): void {
    running?.abort();
    running = undefined;
  }

  function run(cardId?: string, delayMs = 0): void {
    halt();
    isOwed = !attention.isOn();
    if (isOwed) return;
    const own = new AbortController();
    running = own;
    askedAtMs = clock.nowMs();
    ask(deps, { cardId, delayMs, isWatched: attention.isOn }, own.signal).then(
      (isSettled) => {
        if (own.signal.aborted) return;
        running = undefined;
        isOwed = !isSettled;
      },
      // Stopped: whoever stopped it has already begun the next one.
      () => {},
    );
  }

  function startOver(): void {
    halt();
    state.set(firstState(state.get().cards.map((view) => view.frame)));
  }

  function refresh(cardId?: string): void {
    state.set(again(state.get(), cardId));
    run(cardId);
  }

  function onTicketChanged(): void {
    isChanged = true;
    startOver();
    run(undefined, SETTLE_MS);
  }

  function onTicketSaved(): void {
    if (!isChanged && !isUnsaved(state.get())) return;
    onTicketChanged();
    isChanged = false;
  }

  /** Asked again once somebody looks. Between two tries there is no connection to let go of. */
  function letGo(): void {
    if (attention.isOn() || !running || state.get().trouble?.kind === 'retrying') return;
    halt();
    isOwed = true;
  }

  function onAttention(): void {
    stopLeaving?.();
    if (!attention.isOn()) {
      stopLeaving = running && clock.after(LET_GO_MS, letGo);
      return;
    }
    const isDead = state.get().trouble?.kind === 'refused';
    if (isOwed || (!isDead && clock.nowMs() - askedAtMs > FRESH_MS)) refresh();
  }

  return {
    state,
    refresh,
    start() {
      host.onTicketChanged(onTicketChanged);
      host.onTicketSaved(onTicketSaved);
      attention.onChange(onAttention);
      run();
    },
    restart() {
      startOver();
      run();
    },
  };
}
