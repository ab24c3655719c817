import { describe, expect, it } from 'vitest';
import { fakeAttention, fakeClock } from './fakes.ts';
import { createTicker, TICK_MS } from './ticker.ts';

describe('ticker', () => {
  const setup = () => {
    const clock = fakeClock();
    const attention = fakeAttention();
    const ticker = createTicker(clock, attention);
    let beats = 0;
    const stop = ticker.onTick(() => {
      beats++;
    });
    return { clock, attention, ticker, stop, beats: () => beats };
  };

  it('beats while somebody looks, catches up when they look again, and is still in between', async () => {
    const s = setup();
    await s.clock.pass(2 * TICK_MS);
    expect(s.beats()).toBe(2);
    s.attention.turn(false);
    await s.clock.pass(10 * TICK_MS);
    expect([s.beats(), s.clock.waiting()]).toEqual([2, 0]);
    s.attention.turn(true);
    expect(s.beats()).toBe(3);
    await s.clock.pass(TICK_MS);
    expect(s.beats()).toBe(4);
  });

  it('stops when nothing is left to age, and starts again', async () => {
    const s = setup();
    s.stop();
    await s.clock.pass(2 * TICK_MS);
    expect([s.beats(), s.clock.waiting()]).toEqual([0, 0]);
    s.ticker.onTick(() => {});
    expect(s.clock.waiting()).toBe(1);
  });

  it('tells the server’s time, and ignores one that is none', () => {
    const s = setup();
    s.ticker.setServerTime('2026-11-23T10:00:00Z');
    s.ticker.setServerTime('yesterday');
    expect(s.ticker.nowMs()).toBe(Date.parse('2026-11-23T10:00:00Z'));
  });
});
