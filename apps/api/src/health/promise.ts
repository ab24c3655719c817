import type { StatusReport } from '@sidelight/shared/health/status-report.ts';
import type { HealthRules } from '@sidelight/shared/map/health-rules.ts';

interface Hour {
  readonly hourMs: number;
  readonly total: number;
  readonly kept: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** How much of what may go wrong has gone wrong. Days are UTC. Pure. */
export function promiseOf(
  { withinMs, share, days }: HealthRules['promise'],
  hours: readonly Hour[],
  nowMs: number,
): StatusReport['promise'] {
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
    byDay: Array.from({ length: days }, (_, i) => {
      const dayMs = firstDay + i * DAY_MS;
      const day = sum(inside.filter(({ hourMs }) => hourMs >= dayMs && hourMs < dayMs + DAY_MS));
      return {
        day: new Date(dayMs).toISOString().slice(0, 10),
        share: day.total === 0 ? null : round(day.kept / day.total),
      };
    }),
  };
}

const sum = (hours: readonly Hour[]): { total: number; kept: number } => ({
  total: hours.reduce((n, hour) => n + hour.total, 0),
  kept: hours.reduce((n, hour) => n + hour.kept, 0),
});
