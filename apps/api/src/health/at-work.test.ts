import { describe, expect, it } from 'vitest';
import { createAtWork, WORK_LASTS_MS } from './at-work.ts';

function setUp() {
  let nowMs = 1_000_000;
  let told = 0;
  const atWork = createAtWork(
    () => nowMs,
    () => told++,
  );
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { atWork, told: () => told, pass, nowMs: () => nowMs };
}

describe('whether somebody is at work', () => {
  it('nobody is before the first sign, and for a quarter of an hour after the last somebody is', () => {
    const { atWork, pass } = setUp();
    expect(atWork.isAtWork()).toBe(false);
    expect(atWork.sinceMs()).toBeUndefined();
    atWork.worked();
    pass(WORK_LASTS_MS - 1);
    expect(atWork.isAtWork()).toBe(true);
    atWork.worked();
    pass(WORK_LASTS_MS - 1);
    expect(atWork.isAtWork()).toBe(true);
    pass(1);
    expect(atWork.isAtWork()).toBe(false);
  });

  it('a stretch begins after a silence, and no sign within it begins another', () => {
    const { atWork, pass, nowMs } = setUp();
    atWork.worked();
    const first = nowMs();
    pass(60_000);
    atWork.worked();
    expect(atWork.sinceMs()).toBe(first);
    pass(WORK_LASTS_MS);
    expect(atWork.sinceMs()).toBeUndefined();
    atWork.heard();
    expect(atWork.sinceMs()).toBe(nowMs());
  });

  it('the others are told at once after a silence, and every five minutes while it goes on', () => {
    const { atWork, told, pass } = setUp();
    for (let minute = 0; minute < 11; minute++) {
      atWork.worked();
      pass(60_000);
    }
    expect(told()).toBe(3);
    pass(WORK_LASTS_MS);
    atWork.worked();
    expect(told()).toBe(4);
  });

  it('what was only heard is told to nobody', () => {
    const { atWork, told } = setUp();
    atWork.heard();
    expect(told()).toBe(0);
    expect(atWork.isAtWork()).toBe(true);
  });
});
