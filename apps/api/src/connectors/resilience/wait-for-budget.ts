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
    await pause(waitMs, signal);
    leftMs -= waitMs;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(reasonOfAbort(signal));
    const end = () => {
      clearTimeout(timer);
      reject(reasonOfAbort(signal));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end);
      resolve();
    }, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}
