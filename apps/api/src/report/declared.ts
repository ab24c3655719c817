import type { MonthlyReport } from '@sidelight/shared/sync/monthly-report.ts';

/** What the map declares, for the report. */
export interface DeclaredSync {
  readonly mappings: MonthlyReport['mappings'];
  /** By connector, where its vendor has a daily limit. */
  readonly dailyLimits: Readonly<Record<string, number>>;
  readonly reviewDueMs: number;
  /** The SLO's time for a context. */
  readonly sloMs: number;
}
