import { retryAfterMs } from '../http/http-reason.ts';
import type { RateLimit } from '../limits.ts';

/** What a vendor last said of one of its limits. */
export interface Told {
  readonly limit: number | undefined;
  readonly left: number;
  readonly atMs: number;
  /** After that it is no longer so. */
  readonly untilMs: number;
  /** Whether the vendor said so itself. */
  readonly isEndSaid: boolean;
}

/** A vendor that does not say when its window ends may mean the next second. */
const UNSAID_MS = 60_000;

const count = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,12}$/.test(text.trim()) ? Number(text) : undefined;

/** What the headers of one answer say of one limit; undefined where they say nothing. Pure. */
export function toldBy(
  { told, windowMs }: RateLimit,
  header: (name: string) => string | undefined,
  nowMs: number,
): Told | undefined {
  const left = told && count(header(told.remaining));
  if (left === undefined) return undefined;
  const limit = told?.limit === undefined ? undefined : count(header(told.limit));
  const resetMs = told?.reset && resetOf(header(told.reset.header), told.reset.as, nowMs);
  const endMs = resetMs ?? (left === 0 ? afterRetry(header('retry-after'), nowMs) : undefined);
  const mostMs = nowMs + windowMs;
  const untilMs = Math.min(endMs ?? nowMs + UNSAID_MS, mostMs);
  return { limit, left, atMs: nowMs, untilMs, isEndSaid: endMs !== undefined };
}

/**
 * When as many as `floor` are left again. A vendor that names no end counts in a window that slides: what is missing
 * comes back bit by bit, and the next answer says whether it has.
 */
export function backAtMs({ left, atMs, untilMs, isEndSaid }: Told, floor: number, limit: number, windowMs: number) {
  return isEndSaid ? untilMs : Math.min(untilMs, atMs + ((floor - left) / limit) * windowMs);
}

/** A refusal that names no end of the window says at least when to come back. */
function afterRetry(text: string | undefined, nowMs: number): number | undefined {
  const ms = retryAfterMs(text, nowMs);
  return ms === undefined ? undefined : nowMs + ms;
}

function resetOf(text: string | undefined, as: 'seconds' | 'date', nowMs: number): number | undefined {
  if (text === undefined) return undefined;
  const seconds = count(text);
  if (as === 'seconds') return seconds === undefined ? undefined : nowMs + seconds * 1000;
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? undefined : atMs;
}
