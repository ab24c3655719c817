import { describe, expect, it } from 'vitest';
import type { RateLimit } from '../limits.ts';
import type { BackgroundKind } from './background-share.ts';
import { createQuota } from './quota.ts';

const MINUTE: RateLimit = { windowMs: 60_000, calls: 100 };
const TOLD: RateLimit = {
  ...{ windowMs: 60_000, calls: 100 },
  told: { limit: 'x-limit', remaining: 'x-left', reset: { header: 'x-reset', as: 'seconds' } },
};
/** The beginning of a window of any length. */
const START_MS = 1_799_971_200_000;

function setUp(rates: readonly RateLimit[] = [MINUTE], share = 0.3, isShared = false) {
  let nowMs = START_MS;
  const quota = createQuota({ rates, share, isShared, now: () => nowMs });
  const agent = new AbortController().signal;
  return {
    quota,
    pass(ms: number) {
      nowMs += ms;
    },
    live(times: number) {
      for (let i = 0; i < times; i++) quota.sent(agent);
    },
    /** How many of so many go out. */
    background(kind: BackgroundKind, times: number) {
      let sent = 0;
      for (let i = 0; i < times; i++) {
        if (quota.refusal(kind)) continue;
        const { signal } = new AbortController();
        quota.mark(signal, kind);
        quota.sent(signal);
        sent++;
      }
      return sent;
    },
    answer: (headers: Record<string, string>) => quota.told((name) => new Map(Object.entries(headers)).get(name)),
  };
}

describe('the share of a limit', () => {
  it('holds work in the background, and nothing an agent asks', () => {
    const { quota, background, live } = setUp();
    expect(background('follow_up', 50)).toBe(30);
    expect(quota.refusal('follow_up')).toMatchObject({ reason: 'rate_limited' });
    live(500);
    expect(quota.refusal('live')).toBeUndefined();
  });

  it('is used up by the least important last: probes yield first, then backfill, then sync', () => {
    const { quota, background } = setUp();
    background('follow_up', 12);
    expect(quota.refusal('backfill')).toBeUndefined();
    expect(background('backfill', 50)).toBe(6);
    expect(background('sync', 50)).toBe(6);
    expect(background('follow_up', 50)).toBe(6);
    expect(quota.yielding()).toEqual(['follow_up', 'sync', 'backfill']);
    expect(quota.lastHour()).toMatchObject({ follow_up: 18, backfill: 6, sync: 6, live: 0 });
  });

  it('is there again when the window has passed, bit by bit', () => {
    const { quota, background, pass } = setUp();
    background('follow_up', 50);
    pass(60_000);
    expect(background('follow_up', 50)).toBe(0);
    pass(30_000);
    expect(background('follow_up', 50)).toBe(15);
    pass(120_000);
    expect(quota.yielding()).toEqual([]);
  });

  it('says how long to stay away, and there is room as soon as that is over', () => {
    const { quota, background, pass } = setUp();
    pass(20_000);
    background('sync', 50);
    const waitMs = quota.refusal('sync')!.retryAfterMs!;
    // The window turns after 40 s, and then the count begins to fall.
    expect(waitMs).toBe(42_500);
    pass(waitMs - 1);
    expect(quota.refusal('sync')?.retryAfterMs).toBe(1);
    pass(1);
    expect(quota.refusal('sync')).toBeUndefined();
  });

  it('of several processes is taken in parts: whoever has used its own waits for the next word of the others, not for the window', () => {
    const { quota, background, pass } = setUp([MINUTE], 1, true);
    quota.learn([], 0);
    const sent = [];
    for (let s = 0; s < 30; s += 6) {
      sent.push(background('follow_up', 100));
      expect(quota.refusal('follow_up')?.retryAfterMs).toBe(6000);
      pass(6000);
      quota.learn([], 0);
    }
    expect(sent).toEqual([42, 21, 11, 5, 3]);
  });
});

describe('a probe', () => {
  it('is slowed down, and never stopped: nobody else may see that the vendor is back', () => {
    const { quota, background, pass } = setUp();
    background('follow_up', 50);
    let probes = 0;
    for (let s = 0; s < 60; s++) {
      probes += background('probe', 1);
      // Agents go on using more than there is.
      background('follow_up', 1);
      pass(1000);
    }
    expect(probes).toBeGreaterThanOrEqual(11);
    expect(probes).toBeLessThanOrEqual(13);
    expect(quota.lastHour().probe).toBe(probes);
  });

  it('waits for nothing while there is enough', () => {
    expect(setUp().background('probe', 12)).toBe(12);
  });
});

describe('what agents use', () => {
  it('is counted, and leaves less to the rest: the last of a limit is theirs', () => {
    const { quota, live } = setUp();
    live(49);
    expect(quota.yielding()).toEqual([]);
    live(30);
    expect(quota.refusal('backfill')).toBeDefined();
    expect(quota.refusal('sync')).toBeDefined();
    expect(quota.refusal('follow_up')).toBeUndefined();
    live(12);
    expect(quota.refusal('follow_up')).toBeDefined();
    expect(quota.limits()).toEqual([{ windowMs: 60_000, calls: 100, used: 91 }]);
  });
});

describe('what the vendor says of its limit', () => {
  it('counts whoever else asks it: little is left, and the background waits until the window ends', () => {
    const { quota, answer, pass } = setUp([TOLD]);
    answer({ 'x-limit': '200', 'x-left': '15', 'x-reset': '12' });
    expect(quota.limits()).toEqual([{ windowMs: 60_000, calls: 200, used: 185 }]);
    expect(quota.refusal('follow_up')?.retryAfterMs).toBe(12_000);
    pass(12_001);
    expect(quota.refusal('follow_up')).toBeUndefined();
  });

  it('is the limit from then on', () => {
    const { answer, background } = setUp([TOLD]);
    answer({ 'x-limit': '1000', 'x-left': '999', 'x-reset': '60' });
    expect(background('follow_up', 1000)).toBe(300);
  });

  it('without an end comes back bit by bit: one call too many costs the time of one call, not a whole window', () => {
    const told = { limit: 'x-limit', remaining: 'x-left' };
    const { quota, answer, pass } = setUp([{ windowMs: 10_000, calls: 100, told }], 1);
    answer({ 'x-limit': '100', 'x-left': '24' });
    expect(quota.refusal('sync')?.retryAfterMs).toBe(100);
    pass(100);
    expect(quota.refusal('sync')).toBeUndefined();
    answer({ 'x-limit': '100', 'x-left': '0' });
    expect(quota.refusal('sync')?.retryAfterMs).toBe(2500);
  });

  it.each([
    ['nothing', {}],
    ['no number', { 'x-left': 'plenty' }],
    ['a number below nothing', { 'x-left': '-1' }],
  ])('says %s: nothing changes', (_name, headers) => {
    const { answer, quota } = setUp([TOLD]);
    answer(headers);
    expect(quota.limits()).toEqual([{ windowMs: 60_000, calls: 100, used: 0 }]);
  });

  it('where nobody else says: what it has to give is unknown, and nothing waits until there is none left', () => {
    const { answer, quota, background, pass } = setUp([{ windowMs: 3_600_000, told: { remaining: 'x-left' } }]);
    expect(background('backfill', 500)).toBe(500);
    answer({ 'x-left': '0' });
    expect(quota.refusal('follow_up')).toBeDefined();
    expect(quota.limits()).toEqual([]);
    pass(60_001);
    expect(quota.refusal('follow_up')).toBeUndefined();
  });

  it('ends when the refusal says to come back, where no header names the end of the window', () => {
    const told = { limit: 'x-limit', remaining: 'x-left', reset: { header: 'x-reset', as: 'date' } } as const;
    const { answer, quota, background, pass } = setUp([{ windowMs: 3_600_000, told }]);
    expect(background('probe', 1)).toBe(1);
    answer({ 'x-limit': '350', 'x-left': '0', 'retry-after': '3' });
    expect(quota.refusal('follow_up')?.retryAfterMs).toBe(3000);
    pass(3000);
    expect(quota.refusal('probe')).toBeUndefined();
    expect(quota.refusal('follow_up')).toBeUndefined();
  });

  it('in units of its own: our calls are not set against them', () => {
    const told = { limit: 'x-limit', remaining: 'x-left' };
    const { answer, quota, live, background } = setUp([{ windowMs: 3_600_000, told }]);
    answer({ 'x-limit': '350', 'x-left': '349' });
    live(400);
    expect(background('backfill', 400)).toBe(400);
    expect(quota.limits()).toEqual([{ windowMs: 0, calls: 350, used: 1 }]);
    answer({ 'x-limit': '350', 'x-left': '100' });
    expect(quota.yielding()).toEqual(['backfill']);
  });
});

describe('several limits', () => {
  it('all hold: 120 an hour is little, whatever a minute allows', () => {
    const { background, pass } = setUp([
      { windowMs: 60_000, calls: 240 },
      { windowMs: 3_600_000, calls: 120 },
    ]);
    let sent = 0;
    for (let minute = 0; minute < 60; minute++) {
      sent += background('follow_up', 60);
      pass(60_000);
    }
    expect(sent).toBe(36);
  });
});

describe('a limit that several processes share', () => {
  it('keeps the background’s room for it, however much agents ask meanwhile', () => {
    const quota = createQuota({
      ...{ rates: [{ windowMs: 60_000, calls: 1000 }], share: 0.3, isShared: true, now: () => START_MS },
    });
    quota.learn([], 1);
    const agent = new AbortController().signal;
    for (let i = 0; i < 300; i++) quota.sent(agent);
    expect(quota.refusal('follow_up')).toBeUndefined();
  });
});
