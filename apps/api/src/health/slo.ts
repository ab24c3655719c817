import type { StatusReport } from '@sidelight/shared/health/status-report.ts';
import type { HealthRules } from '@sidelight/shared/map/health-rules.ts';
import { zoneName } from '@sidelight/shared/zone-name.ts';

interface Hour {
  readonly hourMs: number;
  readonly total: number;
  readonly kept: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** `2026-11-24`: the day an instant falls on in a zone (IANA name). UTC for a zone nobody knows. */
export function dayIn(zone: string): (atMs: number) => string {
  const options = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const format = new Intl.DateTimeFormat('sv-SE', { ...options, timeZone: zoneName(zone) ?? 'UTC' });
  return (atMs) => format.format(atMs);
}

/**
 * How much of what may go wrong has gone wrong. The budget is reckoned in days of UTC, so that it is the same for
 * everybody; the bars are the reader's own days, for they carry the names of days. Pure.
 */
export function sloOf(
  { withinMs, share, days }: HealthRules['slo'],
  hours: readonly Hour[],
  nowMs: number,
  dayOf: (atMs: number) => string = dayIn('UTC'),
): StatusReport['slo'] {
  const today = Math.floor(nowMs / DAY_MS) * DAY_MS;
  const firstDay = today - (days - 1) * DAY_MS;
  const inside = hours.filter(({ hourMs }) => hourMs >= firstDay);
  const all = sum(inside);
  const allowed = 1 - share;
  const lost = ({ total, kept }: Pick<Hour, 'total' | 'kept'>) => (total === 0 ? 0 : 1 - kept / total);
  const lately = sum(hours.filter(({ hourMs }) => hourMs > nowMs - 2 * HOUR_MS));
  const round = (n: number) => Math.round(n * 1000) / 1000;
  return {
    ...{ withinMs, share, days, ...all },
    budgetLeft: round(1 - lost(all) / allowed),
    burnRate: round(lost(lately) / allowed),
    byDay: daysUpTo(dayOf(nowMs), days).map((name) => {
      const day = sum(hours.filter(({ hourMs }) => dayOf(hourMs) === name));
      return { day: name, share: day.total === 0 ? null : round(day.kept / day.total) };
    }),
  };
}

/** Names of days, the last one first given. Counted on the calendar, where no day is longer than another. */
const daysUpTo = (last: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) =>
    new Date(Date.parse(`${last}T00:00:00Z`) - (count - 1 - i) * DAY_MS).toISOString().slice(0, 10),
  );

const sum = (hours: readonly Hour[]): { total: number; kept: number } => ({
  total: hours.reduce((n, hour) => n + hour.total, 0),
  kept: hours.reduce((n, hour) => n + hour.kept, 0),
});
