import type { RollbackCriteria, Watched } from '@sidelight/shared/setup/rollout.ts';

/** What happened in the time looked at: from `fromMs`, which is never before the watch began. */
export interface Measured {
  readonly fromMs: number;
  readonly contexts: { readonly total: number; readonly inTime: number; readonly failed: number };
  /** Of the system that was down or locked out longest. */
  readonly downMinutes: number;
}

/**
 * Every criterion as it stands. Shares of fewer contexts than `leastContexts` say nothing; a system that
 * is down is told of by probes, so it counts however few people asked. Pure.
 */
export function judge(
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

/** Why a phase ended, in words. Undefined when nothing is breached. */
export function breachInWords(watched: readonly Watched[], { overMinutes }: RollbackCriteria): string | undefined {
  const said = watched.filter((one) => one.isBreached).map(sentence);
  return said.length === 0 ? undefined : `In the last ${overMinutes} minutes ${said.join(', and ')}`;
}

function sentence({ criterion, limit, measured }: Watched): string {
  switch (criterion) {
    case 'in_time':
      return `${measured} % of contexts came in time, and at least ${limit} % should have`;
    case 'down':
      return `a system was down or had locked us out for ${measured} minutes, and at most ${limit} were allowed`;
    case 'failed':
      return `${measured} % of contexts came without a customer’s data, and at most ${limit} % were allowed`;
  }
}

const round = (n: number): number => Math.round(n * 10) / 10;
const percent = (part: number, whole: number): number => round((100 * part) / whole);
