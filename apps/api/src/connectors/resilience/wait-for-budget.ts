import { setTimeout as wait } from 'node:timers/promises';
import type { WorkKind } from '@sidelight/shared/health/vendor-budget.ts';
import type { Policy } from './policy.ts';
import { reasonOfAbort } from './time-box.ts';

/**
 * Resolves as soon as the budget lets work of this kind through. Rejects with the refusal where that would take longer
 * than `mostMs` in all, and once `signal` aborts.
 */
export async function waitForBudget(
  policy: Pick<Policy, 'refusal'>,
  kind: WorkKind,
  mostMs: number,
  signal: AbortSignal,
): Promise<void> {
  let leftMs = mostMs;
  for (let refused = policy.refusal(kind); refused; refused = policy.refusal(kind)) {
    const waitMs = refused.retryAfterMs ?? Number.POSITIVE_INFINITY;
    if (waitMs > leftMs) throw refused;
    await wait(waitMs, undefined, { signal }).catch(() => {
      throw reasonOfAbort(signal);
    });
    leftMs -= waitMs;
  }
}
