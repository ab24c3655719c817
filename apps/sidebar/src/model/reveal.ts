import type { RevealAnswer, RevealReason, RevealRequest } from '@sidelight/shared/context/reveal.ts';
import { NOTE_LENGTH } from '@sidelight/shared/context/reveal-note.ts';
import type { Clock } from '../host/port.ts';
import type { Check, Client } from './status/client.ts';
import { createStore, type Store } from './store.ts';
import type { Ticker } from './ticker.ts';

export type ShownValue = Extract<RevealAnswer, { kind: 'shown' }>;

/** How one masked value stands. Only `shown` holds it, and nothing else does. */
export type RevealState =
  | { readonly kind: 'asking'; readonly trouble?: RevealTrouble }
  | { readonly kind: 'busy' }
  | { readonly kind: 'shown'; readonly shown: ShownValue }
  | { readonly kind: 'over' };
export type RevealTrouble = 'short' | 'limit' | 'failed' | 'refused';

export interface RevealDeps {
  readonly client: Pick<Client, 'tell'>;
  readonly clock: Pick<Clock, 'after'>;
  readonly ticker: Pick<Ticker, 'nowMs'>;
  readonly isRevealAnswer: Check<RevealAnswer>;
}

/** One masked value of the ticket on screen. */
export interface Reveal {
  readonly state: Store<RevealState>;
  show(reason: RevealReason, note: string): Promise<void>;
  hide(): void;
  again(): void;
  /** Hides it where its time is over. */
  look(): void;
  /** It is looked at no more: nothing is kept, and what is still to come is shown to nobody. */
  close(): void;
}

export function createReveal(
  { client, clock, ticker, isRevealAnswer }: RevealDeps,
  of: Pick<RevealRequest, 'ticketId' | 'field'>,
): Reveal {
  const state = createStore<RevealState>({ kind: 'asking' });
  const gone = new AbortController();
  let stop = () => {};

  function hide(): void {
    stop();
    if (state.get().kind === 'shown') state.set({ kind: 'over' });
  }

  function put(shown: ShownValue): void {
    const leftMs = shown.expiresAtMs - ticker.nowMs();
    state.set(leftMs > 0 ? { kind: 'shown', shown } : { kind: 'over' });
    if (leftMs > 0) stop = clock.after(leftMs, hide);
  }

  return {
    ...{ state, hide },
    async show(reason, note) {
      if (state.get().kind === 'busy') return;
      if (note.trim().length < NOTE_LENGTH.least) return state.set({ kind: 'asking', trouble: 'short' });
      state.set({ kind: 'busy' });
      const answer = await client.tell('/v1/reveal', { ...of, reason, note: note.trim() }, isRevealAnswer);
      if (gone.signal.aborted) return;
      if (answer.ok && answer.value.kind === 'shown') return put(answer.value);
      const isLimit = !answer.ok && answer.refusal.kind === 'refused' && answer.refusal.code === 'too_many_requests';
      state.set({ kind: 'asking', trouble: answer.ok ? 'failed' : isLimit ? 'limit' : 'refused' });
    },
    again: () => state.set({ kind: 'asking' }),
    look() {
      const now = state.get();
      if (now.kind === 'shown' && now.shown.expiresAtMs <= ticker.nowMs()) hide();
    },
    close() {
      gone.abort();
      hide();
    },
  };
}

/** Roughly, as the page's slow beat counts it: a number that changes every second is a fidget. */
export const secondsLeft = (expiresAtMs: number, nowMs: number): number =>
  Math.max(5, Math.round((expiresAtMs - nowMs) / 5000) * 5);
