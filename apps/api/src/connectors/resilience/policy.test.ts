import type { Budget } from '@sidelight/shared/map/system.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isUpstreamError, UpstreamError } from '../upstream-error.ts';
import { createPolicy } from './policy.ts';

const budget: Budget = {
  timeoutMs: 1500,
  retries: 1,
  concurrency: 2,
  freshMs: 0,
  staleWhileRevalidateMs: 0,
  staleIfErrorMs: 0,
  nobodyMs: 0,
  breaker: { consecutive: 5, ratio: 0.5, minimum: 10, windowMs: 30_000, openMs: 5000, maxOpenMs: 60_000 },
};

const open = () => {
  const outcomes: string[] = [];
  const policy = createPolicy(budget, {
    now: Date.now,
    random: () => 0.5,
    onOutcome: ({ reason }) => outcomes.push(reason),
  });
  const calls = { count: 0 };
  const run = (task: (signal: AbortSignal) => Promise<unknown>, retries = 0, signal = new AbortController().signal) =>
    policy
      .run(
        'invoices',
        (inner) => {
          calls.count++;
          return task(inner);
        },
        1500,
        retries,
        signal,
      )
      .catch((error: unknown) => (isUpstreamError(error) ? error.reason : error));
  return { policy, run, outcomes, calls };
};
const fails = (reason: ConstructorParameters<typeof UpstreamError>[0], retryAfterMs?: number) => () =>
  Promise.reject(new UpstreamError(reason, retryAfterMs));
const hangs = (signal: AbortSignal) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
const ignoresItsSignal = () => new Promise(() => {});

describe('policy', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it.each([
    ['a task that listens', hangs],
    ['a task that ignores its signal', ignoresItsSignal],
  ])('settles %s at its time-out, and counts it once', async (_, task) => {
    const { run, outcomes } = open();
    const answer = run(task);
    await vi.advanceTimersByTimeAsync(1500);
    expect(await answer).toBe('timeout');
    expect(outcomes).toEqual(['timeout']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('opens after five failures in a row, says so at once, and lets one probe through', async () => {
    const { policy, run, calls } = open();
    for (let i = 0; i < 5; i++) expect(await run(fails('upstream_error'))).toBe('upstream_error');
    expect(policy.state()).toMatchObject({ state: 'down', reason: 'upstream_error' });
    expect(await run(async () => 'fine')).toBe('circuit_open');
    expect(calls.count).toBe(5);
    await vi.advanceTimersByTimeAsync(5001);
    const probe = run(hangs);
    expect(await run(async () => 'fine')).toBe('circuit_open');
    await vi.advanceTimersByTimeAsync(1500);
    expect(await probe).toBe('timeout');
    await vi.advanceTimersByTimeAsync(10_001);
    expect(await run(async () => 'fine')).toBe('fine');
    expect(policy.state()).toEqual({ state: 'ok' });
  });

  it('does not let a cancelled probe close the breaker', async () => {
    const { policy, run } = open();
    for (let i = 0; i < 5; i++) await run(fails('unreachable'));
    await vi.advanceTimersByTimeAsync(5001);
    const agent = new AbortController();
    const probe = run(hangs, 0, agent.signal);
    agent.abort();
    await vi.advanceTimersByTimeAsync(1500);
    expect(await probe).toBe('timeout');
    expect(policy.state()).toMatchObject({ state: 'down' });
  });

  it('opens when half of ten calls fail, even with successes in between', async () => {
    const { policy, run } = open();
    for (let i = 0; i < 5; i++) {
      await run(async () => 'fine');
      await run(fails('timeout'));
    }
    expect(policy.state()).toMatchObject({ state: 'down' });
  });

  it('locks out on a refused credential and never retries it', async () => {
    const { policy, run, calls } = open();
    expect(await run(fails('credential'), 1)).toBe('credential');
    expect(await run(async () => 'fine')).toBe('credential');
    expect(calls.count).toBe(1);
    expect(policy.state()).toMatchObject({ state: 'locked_out', reason: 'credential' });
    await vi.advanceTimersByTimeAsync(60_001);
    expect(await run(async () => 'fine')).toBe('fine');
    expect(policy.state()).toEqual({ state: 'ok' });
  });

  it('stays away for as long as the vendor asked', async () => {
    const { policy, run, calls } = open();
    expect(await run(fails('rate_limited', 7000), 1)).toBe('rate_limited');
    expect(await run(async () => 'fine')).toBe('rate_limited');
    expect(policy.state()).toMatchObject({ state: 'degraded', reason: 'rate_limited' });
    await vi.advanceTimersByTimeAsync(7001);
    expect(await run(async () => 'fine')).toBe('fine');
    expect(calls.count).toBe(2);
  });

  it('retries an unreachable system once, but never a time-out', async () => {
    const { run, calls } = open();
    let first = true;
    const answer = run(() => {
      if (!first) return Promise.resolve('fine');
      first = false;
      return Promise.reject(new UpstreamError('unreachable'));
    }, 1);
    await vi.advanceTimersByTimeAsync(121);
    expect(await answer).toBe('fine');
    expect(calls.count).toBe(2);
    const late = run(hangs, 1);
    await vi.advanceTimersByTimeAsync(1501);
    expect(await late).toBe('timeout');
    expect(calls.count).toBe(3);
  });

  it('spends at most one retry in ten calls', async () => {
    const { run, calls } = open();
    for (let i = 0; i < 30; i++) {
      const answer = run(i % 3 === 0 ? fails('unreachable') : async () => 'fine', 1);
      await vi.advanceTimersByTimeAsync(121);
      await answer;
    }
    expect(calls.count).toBeLessThanOrEqual(30 + 4);
    expect(calls.count).toBeGreaterThan(30);
  });

  it('rejects at once when the caller goes away, and tells the task', async () => {
    const { run, outcomes } = open();
    const agent = new AbortController();
    let told = false;
    const answer = run(
      (signal) => {
        signal.addEventListener('abort', () => {
          told = true;
        });
        return new Promise(() => {});
      },
      0,
      agent.signal,
    );
    await vi.advanceTimersByTimeAsync(10);
    agent.abort();
    expect(await answer).toBe('cancelled');
    expect(told).toBe(true);
    expect(outcomes).toEqual([]);
  });

  it('lets no more calls through at once than the map says', async () => {
    const { run, calls } = open();
    const all = [run(hangs), run(hangs), run(hangs)];
    await vi.advanceTimersByTimeAsync(10);
    expect(calls.count).toBe(2);
    await vi.advanceTimersByTimeAsync(1500);
    expect(await Promise.all(all)).toEqual(['timeout', 'timeout', 'timeout']);
  });

  it('a good probe opens a closed breaker and a closed door; a bad one leaves them', async () => {
    const { policy, run, calls, outcomes } = open();
    const { signal } = new AbortController();
    for (let i = 0; i < 5; i++) await run(fails('timeout'));
    await run(fails('credential'));
    expect(policy.state()).toMatchObject({ state: 'down' });
    const told = outcomes.length;
    expect(await policy.probe(fails('unreachable'), 1000, signal)).toBe('unreachable');
    expect(await run(async () => 'never asked')).toBe('circuit_open');
    expect(await policy.probe(async () => 'back', 1000, signal)).toBe('ok');
    expect(policy.state()).toEqual({ state: 'ok' });
    expect(await run(async () => 'asked')).toBe('asked');
    expect(outcomes.length, 'a probe is no call of an agent').toBe(told + 1);
    await run(fails('credential'));
    expect(policy.state()).toMatchObject({ state: 'locked_out' });
    const before = calls.count;
    await policy.probe(async () => 'let in', 1000, signal);
    expect(await run(async () => 'asked')).toBe('asked');
    expect(calls.count).toBe(before + 1);
  });

  it('knows how long a vendor wants to be left alone', async () => {
    const { policy, run } = open();
    expect(policy.holdMs()).toBe(0);
    await run(fails('rate_limited', 8000));
    expect(policy.holdMs()).toBe(8000);
    await vi.advanceTimersByTimeAsync(9000);
    expect(policy.holdMs()).toBe(0);
  });

  it('asks nobody while all agree that the vendor is gone, until a probe finds it or the time is over', async () => {
    const { policy, run } = open();
    policy.stayAway(5000);
    expect(await run(async () => 'asked')).toBe('circuit_open');
    await vi.advanceTimersByTimeAsync(5000);
    expect(await run(async () => 'asked')).toBe('asked');
    policy.stayAway(5000);
    expect(await policy.probe(async () => 'back', 1000, new AbortController().signal)).toBe('ok');
    expect(await run(async () => 'asked')).toBe('asked');
  });
});

describe('work that no agent waits for', () => {
  const quota = (refusal?: UpstreamError) => ({
    ...{ share: 0.5, mark: vi.fn(), refusal: (kind: string) => (kind === 'live' ? undefined : refusal) },
  });
  const openWith = (own: ReturnType<typeof quota>) => {
    const onOutcome = vi.fn();
    return { onOutcome, policy: createPolicy(budget, { now: Date.now, random: () => 0.5, onOutcome, quota: own }) };
  };
  const { signal } = new AbortController();
  const fine = async () => 'fine';

  it('is refused where its budget is used up, which is no word of the vendor', async () => {
    const { policy, onOutcome } = openWith(quota(new UpstreamError('rate_limited', 4000)));
    await expect(policy.run('x', fine, 500, 0, signal, 'sync')).rejects.toMatchObject({ reason: 'rate_limited' });
    expect(await policy.probe(fine, 500, signal)).toBe('cancelled');
    await expect(policy.inTurn('follow_up', fine, signal)).rejects.toMatchObject({ reason: 'rate_limited' });
    expect(onOutcome).not.toHaveBeenCalled();
    expect(policy.holdMs()).toBe(0);
    expect(await policy.run('x', fine, 500, 0, signal)).toBe('fine');
    expect(await policy.inTurn('live', fine, signal)).toBe('fine');
  });

  it('is told apart by the signal its calls are made with', async () => {
    const own = quota();
    const { policy } = openWith(own);
    const signals: AbortSignal[] = [];
    const look = async (given: AbortSignal) => void signals.push(given);
    await policy.run('x', look, 500, 0, signal);
    await policy.run('x', look, 500, 0, signal, 'backfill');
    await policy.probe(look, 500, signal);
    expect(own.mark.mock.calls).toEqual([
      [signals[1], 'backfill'],
      [signals[2], 'probe'],
    ]);
  });

  it('leaves a connection to agents, and stays away when they need them all', async () => {
    const { policy } = openWith(quota());
    const pending: (() => void)[] = [];
    const slow = () => new Promise<void>((resolve) => pending.push(resolve));
    const first = policy.inTurn('follow_up', () => policy.run('x', slow, 5000, 0, signal, 'follow_up'), signal);
    const second = policy.inTurn('follow_up', () => policy.run('x', slow, 5000, 0, signal, 'follow_up'), signal);
    const agent = policy.run('x', fine, 5000, 0, signal);
    expect(await agent, 'one of two places is free').toBe('fine');
    const agents = [1, 2].map(() => policy.run('x', slow, 5000, 0, signal));
    await vi.waitFor(() => expect(pending).toHaveLength(2));
    // The second of the two in the background would stand in front of the second agent.
    pending.shift()!();
    await first;
    await expect(second).rejects.toMatchObject({ reason: 'rate_limited' });
    await vi.waitFor(() => expect(pending).toHaveLength(2));
    for (const go of pending) go();
    await Promise.all(agents);
  });

  it('never tries out whether a broken vendor is back', async () => {
    const { policy } = openWith(quota());
    for (let i = 0; i < 5; i++) await policy.run('x', fails('upstream_error'), 500, 0, signal).catch(() => {});
    await expect(policy.run('x', fine, 500, 0, signal, 'sync')).rejects.toMatchObject({ reason: 'circuit_open' });
  });
});
