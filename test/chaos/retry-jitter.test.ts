import { createPolicy } from '@sidelight/api/connectors/resilience/policy.ts';
import { UpstreamError } from '@sidelight/api/connectors/upstream-error.ts';
import type { Budget } from '@sidelight/shared/map/system.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const budget: Budget = {
  ...{ timeoutMs: 1500, retries: 1, concurrency: 5, freshMs: 0, staleWhileRevalidateMs: 0, staleIfErrorMs: 0 },
  nobodyMs: 0,
  breaker: { consecutive: 5, ratio: 0.5, minimum: 10, windowMs: 30_000, openMs: 5000, maxOpenMs: 60_000 },
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** How long a replica that draws this number waits before it asks again. */
async function waitOf(drawn: number): Promise<number> {
  const policy = createPolicy(budget, { now: Date.now, random: () => drawn, onOutcome: () => {} });
  const askedAt: number[] = [];
  const task = () => {
    askedAt.push(Date.now());
    return Promise.reject(new UpstreamError('unreachable'));
  };
  const answer = policy.run('payment', task, budget.timeoutMs, 1, new AbortController().signal).catch(() => {});
  await vi.advanceTimersByTimeAsync(1500);
  await answer;
  return askedAt[1]! - askedAt[0]!;
}

it('replicas that failed together do not ask again together', async () => {
  const waits = [await waitOf(0), await waitOf(0.5), await waitOf(0.999)];
  expect(waits[1]! - waits[0]!).toBeGreaterThan(20);
  expect(waits[2]! - waits[1]!).toBeGreaterThan(20);
});
