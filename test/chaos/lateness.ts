import { median } from '../e2e/median.ts';
import type { Opening } from './read-opening.ts';

/** Later by more than this share is late. */
const ALLOWED = 0.1;
const MIN_PAIRS = 3;
/** As many as it takes to tell a late card from a busy machine. */
const MAX_PAIRS = 15;

export interface Pair {
  readonly healthy: Opening;
  readonly broken: Opening;
}

interface Lateness {
  readonly card: string;
  readonly laterMs: number;
  readonly errorMs: number;
  readonly allowedMs: number;
}

/**
 * Opens a ticket of a broken product and of a healthy one in turn, first and second, until no card
 * is late. What still is after the last pair, by more than the measurement's own error, is named.
 */
export async function findLate(cards: readonly string[], openPair: (isBrokenFirst: boolean) => Promise<Pair>) {
  const pairs: Pair[] = [];
  for (;;) {
    pairs.push(await openPair(pairs.length % 2 === 1));
    if (pairs.length < MIN_PAIRS) continue;
    const all = cards.map((card) => latenessOf(card, pairs));
    const isDone = pairs.length >= MAX_PAIRS;
    const late = all.filter(({ laterMs, errorMs, allowedMs }) => !(laterMs - (isDone ? errorMs : 0) <= allowedMs));
    if (late.length > 0 && !isDone) continue;
    return { pairs, late: late.map(say) };
  }
}

function latenessOf(card: string, pairs: readonly Pair[]): Lateness {
  const said = ({ saidMs }: Opening) => saidMs.get(card) ?? Number.POSITIVE_INFINITY;
  const later = pairs.map(({ broken, healthy }) => said(broken) - said(healthy));
  const laterMs = median(later);
  const allowedMs = ALLOWED * median(pairs.map(({ healthy }) => said(healthy)));
  // By the median of deviations, which one disturbed pair does not widen; 1.48 and 1.25 make it a standard error.
  const spread = 1.48 * median(later.map((ms) => Math.abs(ms - laterMs)));
  return { card, laterMs, errorMs: (1.25 * spread) / Math.sqrt(pairs.length), allowedMs };
}

const say = ({ card, laterMs, errorMs, allowedMs }: Lateness): string =>
  `${card} came ${laterMs.toFixed(1)} ms (± ${errorMs.toFixed(1)}) later than in health, ${allowedMs.toFixed(1)} at most`;
