import type { Pace } from './ports.ts';

/** Nothing came where something usually does. */
export interface Silence {
  /** The last delivery. */
  readonly sinceMs: number;
  /** As many came in the same hours of a week before, in the week that had fewer. */
  readonly usual: number;
}

const HOUR_MS = 3_600_000;
const WEEK_MS = 168 * HOUR_MS;
/** Whatever the pace: a vendor that is restarted is not an alarm. */
const QUIET_MS = 2 * HOUR_MS;
/** So many have to be missing. Of a steady sender, none of 20 is no chance. */
const MISSING = 20;

/**
 * Whether a sender has fallen silent: in the same hours of each of the two weeks before, many deliveries came. So nights
 * and weekends that are always quiet are no silence, a busy sender is missed after two hours, and a slow one later. Pure.
 */
export function silenceOf({ lastAtMs, hours }: Pace, nowMs: number): Silence | undefined {
  if (nowMs - lastAtMs < QUIET_MS) return undefined;
  // Whole hours alone: of the first and the last, part is not over or was not silent.
  const fromMs = Math.ceil(lastAtMs / HOUR_MS) * HOUR_MS;
  const untilMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
  const before = (weeks: number) => {
    let sum = 0;
    // A silence that is older than a week would be compared with itself.
    const endMs = Math.min(untilMs, fromMs + WEEK_MS);
    for (let ms = fromMs; ms < endMs; ms += HOUR_MS) sum += hours.get(ms - weeks * WEEK_MS) ?? 0;
    return sum;
  };
  const usual = Math.min(before(1), before(2));
  return usual >= MISSING ? { sinceMs: lastAtMs, usual } : undefined;
}

/** Refused deliveries in the last hours from which on somebody is told, and below which it is over. */
const FORGED = { from: 20, over: 5 };

export const isForged = (refused: number): boolean => refused >= FORGED.from;
export const isForgedNoMore = (refused: number): boolean => refused < FORGED.over;
