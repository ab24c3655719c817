import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UpstreamError } from '../upstream-error.ts';
import { waitForBudget } from './wait-for-budget.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = new AbortController().signal;
/** Refuses so many times, each for so long. */
function refusing(times: number, waitMs: number) {
  let left = times;
  return { refusal: () => (left-- > 0 ? new UpstreamError('rate_limited', waitMs) : undefined) };
}

describe('waiting for the budget', () => {
  it('is over at once where there is room', async () => {
    await expect(waitForBudget(refusing(0, 1000), 'sync', 0, never)).resolves.toBeUndefined();
  });

  it('goes on until there is room, however often it was refused', async () => {
    const waited = waitForBudget(refusing(3, 1000), 'sync', 5000, never);
    await vi.advanceTimersByTimeAsync(3000);
    await expect(waited).resolves.toBeUndefined();
  });

  it('says that it was refused where it would take too long', async () => {
    const waited = waitForBudget(refusing(3, 1000), 'sync', 2500, never).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(3000);
    expect(await waited).toMatchObject({ reason: 'rate_limited', retryAfterMs: 1000 });
  });

  it('ends when it is called off', async () => {
    const controller = new AbortController();
    const waited = waitForBudget(refusing(1, 1000), 'sync', 5000, controller.signal).catch((error: unknown) => error);
    controller.abort();
    expect(await waited).toMatchObject({ reason: 'cancelled' });
    expect(vi.getTimerCount()).toBe(0);
  });
});
