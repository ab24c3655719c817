import { type ConnectionHealth, healthy, step } from './health-state-machine.ts';
import { inOrder, type Signal } from './signal.ts';

/** Signals up to this much older than the newest still find their place. */
const HORIZON_MS = 20_000;

/** Where a signal stands among the others; what is not after `base` has been counted or came too late. */
type Place = Pick<Signal, 'atMs' | 'process' | 'seq'>;

/**
 * What is known of one connection from all its signals. Duplicates count once, and late and
 * reordered ones as if they had come in order, so that everybody who has seen them agrees.
 */
export interface History {
  readonly base: ConnectionHealth;
  readonly basePlace: Place | undefined;
  readonly recent: readonly Signal[];
  readonly now: ConnectionHealth;
}

export const emptyHistory = (atMs: number): History => {
  const base = healthy(atMs);
  return { base, basePlace: undefined, recent: [], now: base };
};

export function learn(history: History, signal: Signal): History {
  const { basePlace, recent } = history;
  if (basePlace && inOrder(signal, { ...signal, ...basePlace }) <= 0) return history;
  const at = recent.findLastIndex((known) => inOrder(known, signal) <= 0);
  const before = recent[at];
  if (before && inOrder(before, signal) === 0) return history;
  const isNewest = at === recent.length - 1;
  const all = isNewest ? [...recent, signal] : [...recent.slice(0, at + 1), signal, ...recent.slice(at + 1)];
  const now = isNewest ? step(history.now, signal) : all.reduce(step, history.base);
  return settle({ ...history, recent: all, now });
}

/** What is older than the horizon is folded into the base: nothing can come before it any more. */
function settle(history: History): History {
  const { recent } = history;
  const newestMs = recent.at(-1)?.atMs ?? 0;
  const keep = recent.findIndex((signal) => signal.atMs > newestMs - HORIZON_MS);
  if (keep <= 0) return history;
  const old = recent.slice(0, keep);
  const { atMs, process, seq } = old.at(-1)!;
  return {
    ...history,
    base: old.reduce(step, history.base),
    basePlace: { atMs, process, seq },
    recent: recent.slice(keep),
  };
}
