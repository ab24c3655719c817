import type { MonthlyReport } from '@sidelight/shared/sync/monthly-report.ts';
import type { DeclaredSync } from './declared.ts';
import { type Month, monthBefore } from './month.ts';
import type { MonthFacts } from './month-facts.ts';
import { figuresOf, isEmpty } from './month-figures.ts';
import { recommendationsOf } from './recommendations.ts';

export interface ReportDeps {
  readonly tenant: string;
  readonly declared: DeclaredSync;
  read(month: Month): Promise<MonthFacts>;
  /** How long figures are kept. */
  readonly keptMs: number;
  now(): number;
}

/** One month, with the one before beside it. */
export async function makeReport(
  { tenant, declared, read, keptMs, now }: ReportDeps,
  month: Month,
): Promise<MonthlyReport> {
  const nowMs = now();
  const [facts, earlier] = [await read(month), await read(monthBefore(month))];
  const current = figuresOf(month, facts, declared.dailyLimits);
  const before = isEmpty(earlier) ? undefined : figuresOf(monthBefore(month), earlier, declared.dailyLimits);
  const isKept = month.toMs > nowMs - keptMs;
  const state = isEmpty(facts) ? (isKept ? 'none' : 'forgotten') : nowMs < month.toMs ? 'under_way' : 'whole';
  return {
    ...{ month: month.name, tenant, madeAt: new Date(nowMs).toISOString(), state, current, before },
    ...{ mappings: declared.mappings, sloMs: declared.sloMs },
    recommendations: isEmpty(facts) ? [] : recommendationsOf({ current, before, reviewDueMs: declared.reviewDueMs }),
  };
}
