const DAY_MS = 86_400_000;

/** The day it is there, as a number of days. */
function dayIn(timeZone: string, ms: number): number {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(ms);
  return Date.parse(`${parts}T00:00:00Z`) / DAY_MS;
}

/**
 * The counts of days as this text asks for them. `perDay` ends with the project's own today: that is what
 * `toDate(timestamp)` counts by. `today()` is the server's day, so by it every bar can be one off.
 */
export function daysAsked(text: string, perDay: readonly number[], timeZone: string, nowMs: number): readonly number[] {
  const ahead = /\btoday\(\)/i.test(text) ? dayIn('UTC', nowMs) - dayIn(timeZone, nowMs) : 0;
  return perDay.map((_, i) => perDay[i + ahead] ?? 0);
}
