import { setTimeout as wait } from 'node:timers/promises';
import type { WorkKind } from '@sidelight/shared/health/vendor-budget.ts';
import type { Policy } from './policy.ts';
import { reasonOfAbort } from './time-box.ts';

/**
 * Begins `work` as soon as the budget lets work of this kind through, in the same turn: of several who wait, the next
 * one looks only after this one has begun. Rejects with the refusal where waiting would take longer than `mostMs` in all,
 * and once `signal` aborts.
 */
export async function inBudget<T>(
  policy: Pick<Policy, 'refusal'>,
  kind: WorkKind,
  mostMs: number,
  work: () => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  let leftMs = mostMs;
  for (let refused = policy.refusal(kind); refused; refused = policy.refusal(kind)) {
    const waitMs = refused.retryAfterMs ?? Number.POSITIVE_INFINITY;
    if (waitMs > leftMs) throw refused;
    await wait(waitMs, undefined, { signal }).catch(() => {
      throw reasonOfAbort(signal);
    });
    leftMs -= waitMs;
  }
  return work();
}
