import type { Budget } from '@sidelight/shared/map/system.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isUpstreamError, UpstreamError } from '../upstream-error.ts';
import { createPolicy, type Outcome } from './policy.ts';

const budget: Budget = {
  ...{ timeoutMs: 1500, retries: 0, concurrency: 4, freshMs: 0, staleWhileRevalidateMs: 0, staleIfErrorMs: 0 },
  nobodyMs: 0,
  breaker: { consecutive: 5, ratio: 0.5, minimum: 10, windowMs: 30_000, openMs: 5000, maxOpenMs: 60_000 },
};
const { signal } = new AbortController();

function open(drawn = 0.5) {
  const outcomes: Outcome[] = [];
  const policy = createPolicy(budget, {
    ...{ now: Date.now, random: () => drawn },
    onOutcome: (outcome) => outcomes.push(outcome),
  });
  let calls = 0;
  const run = (read: string, task: (signal: AbortSignal) => Promise<unknown>) =>
    policy
      .run(
        read,
        (s) => {
          calls++;
          return task(s);
        },
        1500,
        0,
        signal,
      )
      .catch((error: unknown) => (isUpstreamError(error) ? error.reason : error));
  return { policy, run, outcomes, calls: () => calls };
}
const fine = async () => 'fine';
const fails =
  (...args: ConstructorParameters<typeof UpstreamError>) =>
  () =>
    Promise.reject(new UpstreamError(...args));
const limited = fails('rate_limited');
const forbidden = fails('forbidden');

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a refusal (403)', () => {
  it('of one record is about that record, however often', async () => {
    const { policy, run, outcomes } = open();
    for (let i = 0; i < 12; i++) await run('ticket', fails('forbidden', undefined, { concerns: 'record' }));
    expect(await run('ticket', fine)).toBe('fine');
    expect(policy.state()).toEqual({ state: 'ok' });
    expect(new Set(outcomes.slice(0, 12).map(({ concerns }) => concerns))).toEqual(new Set(['record']));
  });

  it('of which nobody says what it is about holds that kind of question once it is certain, and no other', async () => {
    const { policy, run, outcomes, calls } = open();
    for (let i = 0; i < 5; i++) expect(await run('account', forbidden)).toBe('forbidden');
    expect(outcomes.map(({ concerns }) => concerns)).toEqual(['record', 'record', 'record', 'record', 'read']);
    expect(await run('account', fine), 'not sent').toBe('forbidden');
    expect(calls()).toBe(5);
    expect(await run('contact', fine)).toBe('fine');
    expect(policy.state(), 'the connection is well').toEqual({ state: 'ok' });
    expect(await policy.probe(fine, 1000, signal)).toBe('ok');
    expect(await run('account', fine), 'another answer gives no right to this').toBe('forbidden');
    await vi.advanceTimersByTimeAsync(60_001);
    expect(await run('account', forbidden)).toBe('forbidden');
    expect(await run('account', fine), 'one more refusal holds it again').toBe('forbidden');
    await vi.advanceTimersByTimeAsync(60_001);
    expect(await run('account', fine)).toBe('fine');
    expect(outcomes.at(-1)).toMatchObject({ reason: 'ok', isRestored: true });
  });

  it('is forgotten as soon as one of that kind is answered', async () => {
    const { run } = open();
    for (let i = 0; i < 12; i++) await run('account', i % 4 === 3 ? fine : forbidden);
    expect(await run('account', fine)).toBe('fine');
  });

  it('of the account holds everything', async () => {
    const { policy, run } = open();
    await run('account', fails('forbidden', undefined, { concerns: 'connection' }));
    expect(await run('contact', fine)).toBe('forbidden');
    expect(policy.state()).toMatchObject({ state: 'locked_out', reason: 'forbidden' });
  });
});

describe('too many requests (429)', () => {
  it('without a time: pauses that grow to a minute, and begin anew after a good answer', async () => {
    const { policy, run, outcomes } = open();
    const pauses: number[] = [];
    for (let i = 0; i < 8; i++) {
      expect(await run('contact', limited)).toBe('rate_limited');
      expect(policy.state()).toMatchObject({ state: 'degraded', reason: 'rate_limited' });
      pauses.push(policy.holdMs());
      await vi.advanceTimersByTimeAsync(policy.holdMs());
    }
    expect(pauses).toEqual([1800, 3600, 7200, 14_400, 28_800, 54_000, 54_000, 54_000]);
    expect(outcomes.map(({ holdMs }) => holdMs)).toEqual(pauses);
    expect(await run('contact', fine)).toBe('fine');
    await run('contact', limited);
    expect(policy.holdMs()).toBe(1800);
  });

  it('is a whole number of milliseconds, whatever chance draws', async () => {
    const { policy, run, outcomes } = open(1 / 3);
    await run('contact', limited);
    expect([policy.holdMs(), outcomes[0]?.holdMs].map(Number.isInteger)).toEqual([true, true]);
  });

  it('of many at once count as one, and what waits for its place is not sent any more', async () => {
    const { policy, run, calls } = open();
    const slow = async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return limited();
    };
    const all = Array.from({ length: 50 }, () => run('contact', slow));
    await vi.advanceTimersByTimeAsync(50);
    expect(new Set(await Promise.all(all))).toEqual(new Set(['rate_limited']));
    expect(calls()).toBe(budget.concurrency);
    expect(policy.holdMs()).toBe(1800);
  });

  it('is not ended by an answer that was under way before it', async () => {
    const { policy, run } = open();
    const earlier = run('contact', async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return 'fine';
    });
    await run('account', limited);
    await vi.advanceTimersByTimeAsync(100);
    expect(await earlier).toBe('fine');
    expect(policy.holdMs()).toBeGreaterThan(0);
  });

  it('with a time: that time, and more only when it goes on and on', async () => {
    const { policy, run } = open();
    const pauses: number[] = [];
    for (let i = 0; i < 5; i++) {
      await run('contact', fails('rate_limited', 3000));
      pauses.push(policy.holdMs());
      await vi.advanceTimersByTimeAsync(policy.holdMs());
    }
    expect(pauses).toEqual([3000, 3000, 3600, 7200, 14_400]);
  });

  it('of a probe holds everybody, and no probe ends it', async () => {
    const { policy, run, outcomes } = open();
    expect(await policy.probe(limited, 1000, signal)).toBe('rate_limited');
    expect(policy.holdMs()).toBe(1800);
    expect(await run('contact', fine)).toBe('rate_limited');
    expect(outcomes, 'a probe is no call of an agent').toEqual([]);
  });
});

describe('other trouble', () => {
  it('after a 503 that names a time nothing is asked for so long, and it is down, not locked out', async () => {
    const { policy, run } = open();
    await run('contact', fails('upstream_error', 8000));
    expect(policy.state()).toMatchObject({ state: 'down', reason: 'upstream_error' });
    expect(policy.holdMs()).toBe(8000);
  });

  it('waiting for a place of our own says nothing about the vendor', async () => {
    const { policy, run, outcomes } = open();
    const slow = () => new Promise((resolve) => setTimeout(() => resolve('fine'), 1400));
    const all = Array.from({ length: 12 }, () => run('contact', slow));
    await vi.advanceTimersByTimeAsync(2900);
    const answers = await Promise.all(all);
    expect(answers.filter((one) => one === 'fine')).toHaveLength(4);
    // Those that got a place late were sent, and had no time left; those that got none were not sent.
    expect(outcomes.filter(({ reason }) => reason === 'timeout')).toHaveLength(4);
    expect(policy.state()).toEqual({ state: 'ok' });
  });

  it('a 504 is counted once', async () => {
    const { run, outcomes } = open();
    await run('contact', fails('timeout'));
    expect(outcomes.map(({ reason }) => reason)).toEqual(['timeout']);
  });
});

describe('a vendor that hangs', () => {
  it('is sent no more at once than it takes, and nothing for who was told "timeout" while waiting for a place', async () => {
    const { run, outcomes, calls } = open();
    const hangs = (s: AbortSignal) =>
      new Promise((_, reject) => s.addEventListener('abort', () => reject(s.reason), { once: true }));
    const all = Array.from({ length: 6 }, () => run('usage', hangs));
    await vi.advanceTimersByTimeAsync(1500);
    expect(new Set(await Promise.all(all))).toEqual(new Set(['timeout']));
    await vi.advanceTimersByTimeAsync(9000);
    expect(calls()).toBe(4);
    expect(outcomes.map(({ reason }) => reason)).toEqual(Array(4).fill('timeout'));
    expect(vi.getTimerCount()).toBe(0);
  });
});
