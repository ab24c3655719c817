import type { RateLimit } from '../limits.ts';

/** What a vendor last said of one of its limits. */
export interface Told {
  readonly limit: number | undefined;
  readonly left: number;
  /** After that it is no longer so. */
  readonly untilMs: number;
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
  const endMs = told?.reset && resetOf(header(told.reset.header), told.reset.as, nowMs);
  const mostMs = nowMs + windowMs;
  return { limit, left, untilMs: Math.min(endMs ?? nowMs + UNSAID_MS, mostMs) };
}

function resetOf(text: string | undefined, as: 'seconds' | 'date', nowMs: number): number | undefined {
  if (text === undefined) return undefined;
  const seconds = count(text);
  if (as === 'seconds') return seconds === undefined ? undefined : nowMs + seconds * 1000;
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? undefined : atMs;
}
