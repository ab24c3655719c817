import type { Factor, HealthScore, RiskLevel, Step } from '@sidelight/shared/map/health-score.ts';
import { DAY_MS, type Figures, figuresOf, WINDOW_DAYS } from './figures.ts';
import type { TicketFact } from './ticket-fact.ts';

/** Points that one factor gives or takes. */
export interface Reason {
  readonly factor: string;
  readonly figure: number;
  readonly points: number;
}

export type Score =
  | { readonly kind: 'too_few' }
  | {
      readonly kind: 'scored';
      readonly score: number;
      readonly risk: RiskLevel;
      /** What counts most comes first. */
      readonly reasons: readonly Reason[];
    };

export type ScoreRules = Pick<HealthScore, 'start' | 'enough' | 'risk' | 'factors'>;

/** Pure: the same figures always give the same score. */
export function scoreOf({ start, enough, risk, factors }: ScoreRules, figures: Figures): Score {
  if (figures.tickets < enough) return { kind: 'too_few' };
  const reasons = Object.entries(factors)
    .flatMap(([factor, { figure: name, steps }]) => {
      const figure = figures[name];
      const points = figure === null ? 0 : pointsOf(steps, figure);
      return figure === null || points === 0 ? [] : [{ factor, figure, points }];
    })
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const sum = reasons.reduce((total, { points }) => total + points, start);
  const score = Math.min(100, Math.max(0, sum));
  return {
    kind: 'scored',
    score,
    risk: score >= risk.green ? 'green' : score >= risk.yellow ? 'yellow' : 'red',
    reasons,
  };
}

/** Of the steps that hold, the one farthest out. */
export function pointsOf(steps: Factor['steps'], figure: number): number {
  const holding = steps.filter((step) => ('atLeast' in step ? figure >= step.atLeast : figure < step.below));
  const far = (step: Step) => ('atLeast' in step ? step.atLeast : -step.below);
  return holding.toSorted((a, b) => far(b) - far(a))[0]?.points ?? 0;
}

/** Points more or less than a window ago; undefined where there was no score then, or is none now. */
export function changeOf(rules: HealthScore, facts: readonly TicketFact[], nowMs: number): number | undefined {
  const [before, now] = [trendAt(rules, facts, nowMs - WINDOW_DAYS * DAY_MS), trendAt(rules, facts, nowMs)];
  return before === undefined || now === undefined ? undefined : now - before;
}

const TREND_DAYS = [30, 25, 20, 15, 10, 5, 0];

/** Scores of the last thirty days, oldest first; empty where one of them is not known. */
export function trendOf(rules: HealthScore, facts: readonly TicketFact[], nowMs: number): readonly number[] {
  const scores = TREND_DAYS.map((days) => trendAt(rules, facts, nowMs - days * DAY_MS));
  return scores.every((score) => score !== undefined) ? scores : [];
}

function trendAt(rules: HealthScore, facts: readonly TicketFact[], atMs: number): number | undefined {
  const score = scoreOf(rules, figuresOf(facts, rules, atMs));
  return score.kind === 'scored' ? score.score : undefined;
}
