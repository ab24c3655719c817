import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isForged, isForgedNoMore, silenceOf } from './silence.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A Monday, 00:00 UTC. */
const MONDAY_MS = Date.UTC(2026, 10, 2);
const END_MS = MONDAY_MS + 21 * DAY_MS;

/** Arrivals of a steady sender, by numbers between 0 and 1. */
function poisson(perHour: number, random: () => number, untilMs: number): number[] {
  const times: number[] = [];
  for (let ms = MONDAY_MS; ms < untilMs; ) {
    ms += (-Math.log(1 - random()) * HOUR_MS) / perHour;
    if (ms < untilMs) times.push(ms);
  }
  return times;
}

const paceAt = (times: readonly number[], nowMs: number) => {
  const until = times.filter((ms) => ms <= nowMs);
  const hours = new Map<number, number>();
  for (const ms of until) {
    const hour = Math.floor(ms / HOUR_MS) * HOUR_MS;
    hours.set(hour, (hours.get(hour) ?? 0) + 1);
  }
  return { lastAtMs: until.at(-1) ?? MONDAY_MS, hours };
};

/** The first full half hour at which somebody is told. */
function firstAlarm(times: readonly number[], fromMs: number, untilMs: number): number | undefined {
  for (let ms = fromMs; ms <= untilMs; ms += HOUR_MS / 2) if (silenceOf(paceAt(times, ms), ms)) return ms;
  return undefined;
}

/** From nought to one, the same each time for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
const pace = fc.record({ perHour: fc.double({ min: 0.5, max: 30, noNaN: true }), seed: fc.nat() });
const often = { seed: 13, numRuns: 25 };

it('is no alarm while a steady sender goes on, however slow it is', () => {
  fc.assert(
    fc.property(pace, ({ perHour, seed }) => {
      const times = poisson(perHour, seeded(seed), END_MS);
      expect(firstAlarm(times, END_MS - 5 * DAY_MS, END_MS)).toBeUndefined();
    }),
    often,
  );
});

it('is one within the time in which 40 come otherwise, and three hours, once it has stopped', () => {
  fc.assert(
    fc.property(pace, ({ perHour, seed }) => {
      const stopMs = END_MS - 5 * DAY_MS;
      const times = poisson(perHour, seeded(seed), stopMs);
      const withinMs = (40 / perHour) * HOUR_MS + 3 * HOUR_MS;
      const at = firstAlarm(times, stopMs, Math.min(stopMs + withinMs, END_MS));
      if (stopMs + withinMs <= END_MS) expect(at).toBeDefined();
    }),
    often,
  );
});

describe('a sender that works from Monday to Friday, 8 to 18', () => {
  const everyMs = 5 * 60_000;
  const working: number[] = [];
  for (let ms = MONDAY_MS; ms < END_MS; ms += everyMs) {
    const at = new Date(ms);
    if (at.getUTCDay() % 6 !== 0 && at.getUTCHours() >= 8 && at.getUTCHours() < 18) working.push(ms);
  }

  it('is quiet at night and over the weekend', () => {
    expect(firstAlarm(working, MONDAY_MS + 14 * DAY_MS, END_MS + 8 * HOUR_MS)).toBeUndefined();
  });

  it('is missed two hours after it stops at work, and on Monday morning where it stopped on Friday evening', () => {
    const stop = (ms: number) => working.filter((at) => at < ms);
    const wednesday = MONDAY_MS + 16 * DAY_MS + 10 * HOUR_MS;
    expect(firstAlarm(stop(wednesday), wednesday, END_MS)).toBe(wednesday + 2 * HOUR_MS);
    const friday = MONDAY_MS + 11 * DAY_MS + 18 * HOUR_MS;
    const nextMonday = MONDAY_MS + 14 * DAY_MS;
    expect(firstAlarm(stop(friday), friday, END_MS)).toBeGreaterThan(nextMonday + 8 * HOUR_MS);
    expect(firstAlarm(stop(friday), friday, END_MS)).toBeLessThanOrEqual(nextMonday + 10 * HOUR_MS);
  });

  it('says since when, and how many usually come meanwhile', () => {
    const wednesday = MONDAY_MS + 16 * DAY_MS + 10 * HOUR_MS;
    const times = working.filter((at) => at < wednesday);
    expect(silenceOf(paceAt(times, wednesday), wednesday + 3 * HOUR_MS)).toEqual({
      ...{ sinceMs: wednesday - everyMs, usual: 36 },
    });
  });
});

it('is nothing that is known within the first two weeks', () => {
  const times = poisson(30, seeded(7), MONDAY_MS + 10 * DAY_MS);
  expect(firstAlarm(times, MONDAY_MS + 10 * DAY_MS, MONDAY_MS + 13 * DAY_MS)).toBeUndefined();
});

it('does not waver: what is refused begins at 20 and is over below 5', () => {
  expect([19, 20].map(isForged)).toEqual([false, true]);
  expect([5, 4].map(isForgedNoMore)).toEqual([false, true]);
});
