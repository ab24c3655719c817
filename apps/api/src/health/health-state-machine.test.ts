import type { Reason } from '@sidelight/shared/failure/reason.ts';
import { describe, expect, it } from 'vitest';
import { healthy, isFoundWrong, step } from './health-state-machine.ts';
import { emptyHistory, learn } from './history.ts';
import type { Signal } from './signal.ts';

let seq = 0;
const signal = (atMs: number, outcome: 'ok' | Reason, rest: Partial<Signal> = {}): Signal => ({
  process: 'p',
  seq: seq++,
  system: 'billing',
  connector: 'stripe',
  atMs,
  source: 'probe',
  ok: outcome === 'ok' ? 1 : 0,
  failed: outcome === 'ok' ? 0 : 1,
  tail: outcome === 'ok' ? 0 : 1,
  reason: outcome === 'ok' ? undefined : outcome,
  ...rest,
});
const run = (...outcomes: ('ok' | Reason)[]) =>
  outcomes.reduce((health, outcome, i) => step(health, signal(1000 * (i + 1), outcome)), healthy(0));

describe('the state of one connection', () => {
  it('is down after three failures in a row, since the first of them', () => {
    expect(run('timeout', 'timeout').state).toBe('ok');
    expect(run('ok', 'timeout', 'unreachable', 'timeout')).toMatchObject({
      state: 'down',
      reason: 'timeout',
      sinceMs: 2000,
    });
  });

  it.each([
    ['credential', 1, 'locked_out'],
    ['forbidden', 1, 'locked_out'],
    ['rate_limited', 3, 'degraded'],
    ['bad_answer', 3, 'degraded'],
    ['unreachable', 3, 'down'],
    ['upstream_error', 3, 'down'],
  ] as const)('%s, %i times: %s', (reason, times, state) => {
    const outcomes = Array<Reason>(times).fill(reason);
    expect(run(...outcomes.slice(1)).state).toBe('ok');
    expect(run(...outcomes)).toMatchObject({ state, reason });
  });

  it('recovers after three good answers, not before, and counts anew after a bad one', () => {
    const down = ['timeout', 'timeout', 'timeout'] as const;
    expect(run(...down, 'ok', 'ok').state).toBe('down');
    expect(run(...down, 'ok', 'ok', 'timeout', 'ok', 'ok').state).toBe('down');
    expect(run(...down, 'ok', 'ok', 'ok')).toMatchObject({ state: 'ok', sinceMs: 6000 });
  });

  it('has to prove itself for longer when it broke again soon', () => {
    const down = ['timeout', 'timeout', 'timeout'] as const;
    const good = ['ok', 'ok', 'ok'] as const;
    expect(run(...down, ...good, ...down, ...good).state).toBe('down');
    expect(run(...down, ...good, ...down, ...good, ...good).state).toBe('ok');
  });

  it('is degraded when a quarter of its calls fail, though never three in a row', () => {
    const flapping = Array.from({ length: 12 }, (_, i): 'ok' | Reason => (i % 3 === 2 ? 'upstream_error' : 'ok'));
    expect(run(...flapping)).toMatchObject({ state: 'degraded', reason: 'upstream_error', sinceMs: 3000 });
  });

  it('does not judge by strange records of single customers, but looks', () => {
    const odd = (atMs: number) => signal(atMs, 'bad_answer', { source: 'calls', failed: 4, tail: 4 });
    const after = [1, 2, 3, 4].map((n) => odd(n * 1000)).reduce(step, healthy(0));
    expect(after).toMatchObject({ state: 'ok', isSuspect: true });
    expect(step(after, signal(9000, 'ok')).isSuspect).toBe(false);
  });

  it('believes a canary that was wrong twice over answers that look well, and only a right one back', () => {
    const canary = (atMs: number, outcome: 'ok' | Reason) => signal(atMs, outcome, { source: 'canary' });
    const lying = [canary(1, 'wrong_values'), canary(2, 'wrong_values')].reduce(step, healthy(0));
    expect(lying).toMatchObject({ state: 'degraded', reason: 'wrong_values' });
    const stillLying = [3, 4, 5, 6].map((n) => signal(n, 'ok')).reduce(step, lying);
    expect(stillLying.state).toBe('degraded');
    expect([7, 8, 9].map((n) => canary(n, 'ok')).reduce(step, stillLying).state).toBe('ok');
  });

  describe('whose values are wrong', () => {
    const canary = (atMs: number, outcome: 'ok' | Reason) => signal(atMs, outcome, { source: 'canary' });
    const wrong = [canary(11, 'wrong_values'), canary(12, 'wrong_values')];
    const right = [31, 32, 33].map((n) => canary(n, 'ok'));
    const slow = [1, 2, 3].map((n) => signal(n, 'rate_limited'));
    const gone = [21, 22, 23].map((n) => signal(n, 'timeout'));
    const back = [24, 25, 26].map((n) => signal(n, 'ok'));
    const after = (...signals: Signal[]) => signals.reduce(step, healthy(0));

    it('is not called slow because it was slow before', () => {
      const both = after(...slow, ...wrong);
      expect(both).toMatchObject({ state: 'degraded', reason: 'wrong_values', sinceMs: after(...slow).sinceMs });
      expect(after(...slow, ...wrong, ...back).reason).toBe('wrong_values');
      expect(after(...slow, ...wrong, ...right).state).toBe('ok');
    });

    it('is not believed because it was down in between', () => {
      expect(after(...wrong, ...gone)).toMatchObject({ state: 'down', reason: 'timeout' });
      expect(after(...wrong, ...gone, ...back)).toMatchObject({ state: 'degraded', reason: 'wrong_values' });
      expect(after(...wrong, ...gone, ...back, ...right).state).toBe('ok');
      expect(after(...wrong, ...gone, canary(23, 'ok'), ...back).state).toBe('ok');
    });
  });

  it('takes a long "come back later" at its word', () => {
    expect(step(healthy(0), signal(1, 'rate_limited', { holdMs: 30_000 })).state).toBe('degraded');
    expect(step(healthy(0), signal(1, 'rate_limited', { holdMs: 500 })).state).toBe('ok');
  });
});

describe('signals of several processes', () => {
  /** A small generator, so that a failure can be repeated. */
  const random = (seed: number) => () => {
    seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return seed / 2 ** 32;
  };

  it('end in the same state in whatever order, and however often, they arrive', () => {
    for (let round = 0; round < 200; round++) {
      const next = random(round);
      const outcomes: ('ok' | Reason)[] = ['ok', 'timeout', 'upstream_error', 'credential', 'rate_limited'];
      const sent = Array.from({ length: 20 }, (_, i) => {
        const outcome = next() < 0.5 ? 'ok' : outcomes[Math.floor(next() * outcomes.length)]!;
        return signal(100_000 + i * 700 + Math.floor(next() * 300), outcome, { process: next() < 0.5 ? 'a' : 'b' });
      });
      const shuffled = [...sent, ...sent.slice(0, 7)]
        .map((s) => ({ s, at: next() }))
        .sort((a, b) => a.at - b.at)
        .map(({ s }) => s);
      const inTurn = sent.reduce(learn, emptyHistory(0)).now;
      expect(shuffled.reduce(learn, emptyHistory(0)).now).toEqual(inTurn);
    }
  });

  it('that come far too late change nothing', () => {
    const recent = Array.from({ length: 60 }, (_, i) => signal(1_000_000 + i * 1000, 'ok')).reduce(
      learn,
      emptyHistory(0),
    );
    const late = [1, 2, 3].map((n) => signal(1_000_000 + n, 'timeout', { process: 'slow' }));
    expect(late.reduce(learn, recent)).toEqual(recent);
  });
});

describe('a refusal (403)', () => {
  const calls = (atMs: number, outcome: 'ok' | Reason, rest: Partial<Signal> = {}) =>
    signal(atMs, outcome, { source: 'calls', ...rest });
  const refused = (atMs: number) => calls(atMs, 'forbidden');
  const learnAll = (...signals: Signal[]) => signals.reduce(step, healthy(0));

  it('of one record is reason to look, not to judge', () => {
    const doubted = learnAll(calls(1, 'ok', { reason: 'forbidden' }));
    expect(doubted).toMatchObject({ state: 'ok', isSuspect: true });
    expect(step(doubted, signal(2, 'ok'))).toMatchObject({ state: 'ok', isSuspect: false });
  });

  it('of a kind of question, where others are answered, is degraded until one of that kind is answered', () => {
    const degraded = learnAll(calls(1, 'ok'), refused(2));
    expect(degraded).toMatchObject({ state: 'degraded', reason: 'forbidden', isSuspect: true });
    const still = [3, 4, 5, 6, 7].map((n) => signal(n, 'ok')).reduce(step, degraded);
    expect(still).toMatchObject({ state: 'degraded', reason: 'forbidden', isSuspect: false });
    expect(step(still, calls(8, 'ok'))).toMatchObject({ state: 'degraded' });
    expect(step(still, calls(8, 'ok', { holdMs: 0 }))).toMatchObject({ state: 'ok' });
  });

  it('that the probe meets too is of everything, and is over with the probe’s', () => {
    const locked = learnAll(refused(1), signal(2, 'forbidden'));
    expect(locked).toMatchObject({ state: 'locked_out', reason: 'forbidden' });
    expect([3, 4, 5].map((n) => signal(n, 'ok')).reduce(step, locked)).toMatchObject({ state: 'ok' });
  });

  it('is forgotten when nobody has asked such a question for half an hour', () => {
    const degraded = learnAll(refused(1));
    expect(step(degraded, signal(29 * 60_000, 'ok')).state).toBe('degraded');
    expect(step(degraded, signal(31 * 60_000, 'ok')).state).toBe('ok');
  });

  it('does not hide that the system goes down', () => {
    const down = [2, 3, 4].map((n) => calls(n, 'timeout')).reduce(step, learnAll(refused(1)));
    expect(down).toMatchObject({ state: 'down', reason: 'timeout' });
  });
});

describe('when values were last found right', () => {
  const look = (atMs: number, isRight: boolean) => signal(atMs, isRight ? 'ok' : 'wrong_values', { source: 'canary' });
  const after = (...signals: Signal[]) => signals.reduce(step, healthy(0));

  it('is the last right look, whatever the calls say meanwhile', () => {
    expect(after(signal(1, 'ok')).rightMs).toBeUndefined();
    expect(after(look(1, true), look(2, true), signal(3, 'ok')).rightMs).toBe(2);
    const gone = after(look(1, true), ...[2, 3, 4].map((n) => signal(n, 'timeout')));
    expect(gone).toMatchObject({ state: 'down', rightMs: 1 });
    expect([5, 6, 7].map((n) => signal(n, 'ok')).reduce(step, gone)).toMatchObject({ state: 'ok', rightMs: 1 });
  });

  it('is none that follows a wrong one at once', () => {
    const flapping = after(look(1, true), look(2, false), look(3, true));
    expect(flapping.rightMs).toBe(1);
    expect(step(flapping, look(4, true)).rightMs).toBe(4);
  });

  it('is none while it is wrong, until it has recovered', () => {
    const wrong = after(look(1, true), look(2, false), look(3, false), look(4, true), look(5, true));
    expect(wrong).toMatchObject({ reason: 'wrong_values', rightMs: 1 });
    expect(isFoundWrong(wrong)).toBe(true);
    expect(step(wrong, look(6, true))).toMatchObject({ state: 'ok', rightMs: 6 });
  });
});
