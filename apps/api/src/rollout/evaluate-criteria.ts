import type { Breach } from '@sidelight/shared/setup/breach.ts';
import type { RollbackCriteria, Watched } from '@sidelight/shared/setup/rollout.ts';

/** What happened in the time looked at: from `fromMs`, which is never before the watch began. */
export interface Measured {
  readonly fromMs: number;
  readonly contexts: { readonly total: number; readonly inTime: number; readonly failed: number };
  /** Of the system that was down or refused our sign-in longest. */
  readonly downMinutes: number;
}

/**
 * Every criterion as it stands. Shares of fewer contexts than `leastContexts` say nothing; a system that
 * is down is told of by probes, so it counts however few people asked. Pure.
 */
export function evaluateCriteria(
  criteria: RollbackCriteria,
  { fromMs, contexts, downMinutes }: Measured,
  nowMs: number,
): Watched[] {
  const { leastInTimePercent, mostDownMinutes, mostFailedPercent, leastContexts } = criteria;
  const { total, inTime, failed } = contexts;
  const hasBegun = nowMs > fromMs;
  const isEnough = hasBegun && total >= leastContexts;
  const least = (measured: number): Watched => ({
    ...{ criterion: 'in_time', limit: leastInTimePercent, measured, isBreached: measured < leastInTimePercent },
  });
  const most = (criterion: 'down' | 'failed', limit: number, measured: number): Watched => ({
    ...{ criterion, limit, measured, isBreached: measured > limit },
  });
  const unknown = (criterion: Watched['criterion'], limit: number): Watched => ({
    criterion,
    limit,
    isBreached: false,
  });
  return [
    isEnough ? least(percent(inTime, total)) : unknown('in_time', leastInTimePercent),
    hasBegun ? most('down', mostDownMinutes, round(downMinutes)) : unknown('down', mostDownMinutes),
    isEnough ? most('failed', mostFailedPercent, percent(failed, total)) : unknown('failed', mostFailedPercent),
  ];
}

/** Every criterion that did not hold. */
export const breachesIn = (watched: readonly Watched[]): Breach[] =>
  watched.flatMap(({ criterion, limit, measured, isBreached }) =>
    isBreached && measured !== undefined ? [{ criterion, limit, measured }] : [],
  );

const round = (n: number): number => Math.round(n * 10) / 10;
const percent = (part: number, whole: number): number => round((100 * part) / whole);
