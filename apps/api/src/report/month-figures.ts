import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Flow, MonthFigures, Span } from '@sidelight/shared/sync/monthly-report.ts';
import { percentileMs } from '../sync/span-buckets.ts';
import { conflictsOf } from './conflicts.ts';
import type { Month } from './month.ts';
import type { MonthFacts } from './month-facts.ts';

const DAY_MS = 86_400_000;
const sides = { left: 'crm', right: 'helpdesk' } as const;

/** A month's facts as they are shown. Pure. */
export function figuresOf(
  month: Month,
  facts: MonthFacts,
  dailyLimits: Readonly<Record<string, number>>,
): MonthFigures {
  const flows = flowsOf(facts);
  const [written, refused] = [sum(flows, (flow) => flow.written), sum(flows, (flow) => flow.refused)];
  const peak = facts.hours.toSorted((a, b) => b.written - a.written)[0];
  return {
    ...{ month: month.name, flows, success: shareOf(written, written + refused), written, refused },
    days: daysOf(month, facts),
    peakHour: peak && { at: new Date(peak.atMs).toISOString(), written: peak.written },
    ...{ activeHours: facts.activeHours, yieldedHours: facts.yieldedHours, decisions: facts.decisions },
    refusals: refusalsOf(facts),
    deadLetters: facts.deadLetters.map(({ object, field, reason, n }) => ({ field: `${object}.${field}`, reason, n })),
    consistency: facts.comparisons.map(({ object, at, linked, changed, writes }) => ({
      ...{ object, at, linked, changed, share: linked === 0 ? 1 : Math.max(0, 1 - changed / linked) },
      drift: Object.entries(writes)
        .map(([field, { left, right }]) => ({ field, crm: left, helpdesk: right }))
        .toSorted((a, b) => b.crm + b.helpdesk - a.crm - a.helpdesk),
    })),
    ...{ conflicts: conflictsOf(facts.conflicts), openNow: facts.openNow },
    calls: callsOf(facts, dailyLimits),
    webhooks: facts.webhooks,
    served: { total: facts.served.total, inTime: shareOf(facts.served.kept, facts.served.total) },
  };
}

/** Whether anything at all is known of the month. */
export const isEmpty = ({ figures, decisions, conflicts, comparisons }: MonthFacts): boolean =>
  [figures, decisions, conflicts, comparisons].every((part) => part.length === 0);

function flowsOf({ figures }: MonthFacts): readonly Flow[] {
  const objects = [...new Set(figures.map(({ object }) => object))].toSorted();
  return objects.flatMap((object) =>
    (['right', 'left'] as const).flatMap((side): Flow[] => {
      const own = figures.filter((row) => row.object === object && row.side === side);
      if (own.length === 0) return [];
      const count = (name: string) => sum(own, (row) => (row.name === name ? row.n : 0));
      const [answered, found, refused] = [count('written'), count('found'), count('refused')];
      const written = answered + found;
      return [
        {
          ...{ object, to: sides[side], written, found, refused },
          ...{ sentAgain: count('sent_again'), replayed: count('replayed') },
          ...{ success: shareOf(written, written + refused), lag: spanOf(own, 'lag'), took: spanOf(own, 'took') },
        },
      ];
    }),
  );
}

function spanOf(rows: MonthFacts['figures'], name: string): Span | undefined {
  const buckets = new Map(rows.filter((row) => row.name === name).map(({ detail, n }) => [Number(detail), n]));
  const [p50Ms, p95Ms] = [percentileMs(buckets, 0.5), percentileMs(buckets, 0.95)];
  if (p50Ms === undefined || p95Ms === undefined) return undefined;
  return { p50Ms, p95Ms, n: sum([...buckets.values()], (n) => n) };
}

function daysOf({ fromMs, toMs }: Month, { hours }: MonthFacts): MonthFigures['days'] {
  return Array.from({ length: Math.round((toMs - fromMs) / DAY_MS) }, (_, i) => {
    const dayMs = fromMs + i * DAY_MS;
    const own = hours.filter(({ atMs }) => atMs >= dayMs && atMs < dayMs + DAY_MS);
    return { day: new Date(dayMs).toISOString().slice(0, 10), written: sum(own, ({ written }) => written) };
  });
}

function refusalsOf({ figures }: MonthFacts): MonthFigures['refusals'] {
  const sums = new Map<string, number>();
  for (const { name, detail, n } of figures) if (name === 'refused') sums.set(detail, (sums.get(detail) ?? 0) + n);
  return [...sums].map(([reason, n]) => ({ reason, n })).toSorted((a, b) => b.n - a.n);
}

function callsOf({ calls }: MonthFacts, dailyLimits: Readonly<Record<string, number>>): MonthFigures['calls'] {
  return [...new Set(calls.map(({ connector }) => connector))].flatMap((connector) => {
    const own = calls.filter((row) => row.connector === connector).toSorted((a, b) => b.n - a.n);
    const [peak] = own;
    if (!peak) return [];
    const dailyLimit = ownValue(dailyLimits, connector);
    return [{ connector, n: sum(own, ({ n }) => n), peakDay: peak.day, peak: peak.n, dailyLimit }];
  });
}

const shareOf = (part: number, whole: number): number | undefined => (whole === 0 ? undefined : part / whole);
const sum = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((total, one) => total + of(one), 0);
