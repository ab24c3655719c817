import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UpstreamError } from '../upstream-error.ts';
import { inBudget } from './in-budget.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = new AbortController().signal;
const work = async () => 'done';
/** Refuses so many times, each for so long. */
function refusing(times: number, waitMs: number) {
  let left = times;
  return { refusal: () => (left-- > 0 ? new UpstreamError('rate_limited', waitMs) : undefined) };
}

describe('work in the budget', () => {
  it('is begun at once where there is room', async () => {
    await expect(inBudget(refusing(0, 1000), 'sync', 0, work, never)).resolves.toBe('done');
  });

  it('waits until there is room, however often it was refused', async () => {
    const waited = inBudget(refusing(3, 1000), 'sync', 5000, work, never);
    await vi.advanceTimersByTimeAsync(3000);
    await expect(waited).resolves.toBe('done');
  });

  it('is refused where waiting would take too long', async () => {
    const waited = inBudget(refusing(3, 1000), 'sync', 2500, work, never).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(3000);
    expect(await waited).toMatchObject({ reason: 'rate_limited', retryAfterMs: 1000 });
  });

  it('is not begun when it is called off', async () => {
    const controller = new AbortController();
    const waited = inBudget(refusing(1, 1000), 'sync', 5000, work, controller.signal).catch((error: unknown) => error);
    controller.abort();
    expect(await waited).toMatchObject({ reason: 'cancelled' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('of several that see the same place is begun one by one, and none is refused', async () => {
    vi.useRealTimers();
    let freeAtMs = 0;
    const refusal = () =>
      Date.now() < freeAtMs ? new UpstreamError('rate_limited', freeAtMs - Date.now()) : undefined;
    // As a policy does: refused at the door, too.
    const take = async () => {
      const refused = refusal();
      if (refused) throw refused;
      freeAtMs = Date.now() + 50;
    };
    const all = [1, 2, 3].map(() => inBudget({ refusal }, 'sync', 20_000, take, never));
    const ended = await Promise.allSettled(all);
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
  });
});
