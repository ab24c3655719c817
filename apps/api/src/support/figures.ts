import type { FigureId, HealthScore } from '@sidelight/shared/map/health-score.ts';
import type { TicketFact } from './ticket-fact.ts';

export const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** What is recent, and what a score is held against. */
export const WINDOW_DAYS = 30;
const CSAT_DAYS = 60;
/** Tickets older than this say nothing of a customer's health. */
export const HISTORY_DAYS = 90;

/** What the tickets of one customer come to at one moment. */
export interface Figures extends Readonly<Record<Exclude<FigureId, 'csat_60d'>, number>> {
  readonly csat_60d: number | null;
  /** Tickets there were to go by. */
  readonly tickets: number;
  readonly lastTicketAtMs: number | null;
  /** The category that recurs, where one does. */
  readonly recurring: string | null;
  /** By category and by mark, of the window. */
  readonly byCategory: Readonly<Record<string, number>>;
  readonly byMark: Readonly<Record<string, number>>;
}

export type FigureRules = Pick<HealthScore, 'longOpenDays' | 'slowReplyHours' | 'recurringFrom'>;

const isOpenAt = ({ createdAtMs, solvedAtMs }: TicketFact, atMs: number): boolean =>
  createdAtMs <= atMs && (solvedAtMs === null || solvedAtMs > atMs);

/** Pure: what was not known then does not count, so that a score of last month can be worked out today. */
export function figuresOf(facts: readonly TicketFact[], rules: FigureRules, atMs: number): Figures {
  const made = facts.filter(({ createdAtMs }) => createdAtMs <= atMs);
  const within = (ms: number | null, days: number) => ms !== null && ms <= atMs && ms > atMs - days * DAY_MS;
  const open = made.filter((fact) => isOpenAt(fact, atMs));
  const recent = made.filter(({ createdAtMs }) => within(createdAtMs, WINDOW_DAYS));
  // A rating comes when the ticket is solved, and no time of its own is told.
  const rated = made.filter(
    ({ csat, solvedAtMs, createdAtMs }) => csat !== null && within(solvedAtMs ?? createdAtMs, CSAT_DAYS),
  );
  const byCategory = counted(recent.flatMap(({ category }) => category ?? []));
  const [name, most] = commonest(byCategory);
  const counts = made.filter((fact) => within(fact.createdAtMs, HISTORY_DAYS) || isOpenAt(fact, atMs));
  return {
    tickets: counts.length,
    lastTicketAtMs: made.length === 0 ? null : Math.max(...made.map(({ createdAtMs }) => createdAtMs)),
    open_tickets: open.length,
    open_long: open.filter(({ createdAtMs }) => createdAtMs <= atMs - rules.longOpenDays * DAY_MS).length,
    case_volume_30d: recent.length,
    escalations_30d: recent.filter(({ marks }) => marks.includes('escalated')).length,
    sla_breaches_30d: made.filter(({ breachedAtMs }) => within(breachedAtMs, WINDOW_DAYS)).length,
    slow_replies_30d: recent.filter((fact) => isSlow(fact, rules.slowReplyHours * HOUR_MS, atMs)).length,
    csat_60d:
      rated.length === 0 ? null : Math.round((100 * rated.filter(({ csat }) => csat === 'good').length) / rated.length),
    recurring_30d: most,
    recurring: most >= rules.recurringFrom ? name : null,
    byCategory,
    byMark: counted(recent.flatMap(({ marks }) => marks)),
  };
}

/** One that still waits for its first reply is slow once it has waited too long. */
function isSlow({ createdAtMs, firstReplyAfterMs, solvedAtMs }: TicketFact, slowMs: number, atMs: number): boolean {
  const repliedAtMs = firstReplyAfterMs === null ? solvedAtMs : createdAtMs + firstReplyAfterMs;
  return Math.min(repliedAtMs ?? atMs, atMs) - createdAtMs > slowMs;
}

function counted(names: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries(counts);
}

/** By name where several are as common, so that it is the same one each time. */
function commonest(counts: Readonly<Record<string, number>>): readonly [string | null, number] {
  const [first] = Object.entries(counts).toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return first ?? [null, 0];
}
