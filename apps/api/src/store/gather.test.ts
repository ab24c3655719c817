import { afterEach, expect, it, vi } from 'vitest';
import { createGather, gatherWrites } from './gather.ts';

afterEach(() => void vi.useRealTimers());

const fault = Object.assign(new Error('refused'), { code: '22P02' });

it('makes one of what is asked together, and answers each', async () => {
  const calls: (readonly number[])[] = [];
  const ask = createGather(async (all: readonly number[]) => {
    calls.push(all);
    return all.map((n) => n * 10);
  });
  expect(await Promise.all([ask(1), ask(2), ask(3)])).toEqual([10, 20, 30]);
  expect(await ask(4)).toBe(40);
  expect(calls).toEqual([[1, 2, 3], [4]]);
});

it('lets nobody pay for what another asks', async () => {
  const written: number[] = [];
  const write = gatherWrites(async (all: readonly number[]) => {
    if (all.includes(2)) throw fault;
    written.push(...all);
  });
  const results = await Promise.allSettled([write(1), write(2), write(3)]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(written.sort()).toEqual([1, 3]);
});

it('finds the few that are refused among many without asking for each alone', async () => {
  let calls = 0;
  const ask = createGather(async (all: readonly number[]) => {
    calls++;
    if (all.includes(77)) throw fault;
    return all;
  });
  const results = await Promise.allSettled(Array.from({ length: 200 }, (_, n) => ask(n)));
  expect(results.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []))).toEqual([77]);
  expect(calls).toBeLessThan(20);
});

it('takes turns: what one asks for much of holds up nobody else', async () => {
  const calls: (readonly string[])[] = [];
  const ask = createGather(
    async (all: readonly string[]) => {
      calls.push(all);
      return all;
    },
    { withinMs: 1, atOnce: 1, most: 4, whose: ([first = '']: string) => first },
  );
  const flood = Array.from({ length: 9 }, (_, n) => `a${n}`);
  await Promise.all([...flood, 'b1', 'c1', 'b2'].map(ask));
  expect(calls).toEqual([
    ['a0', 'b1', 'c1', 'a1'],
    ['b2', 'a2', 'a3', 'a4'],
    ['a5', 'a6', 'a7', 'a8'],
  ]);
});

it('asks one after the other where one of them is refused', async () => {
  let [underWay, most] = [0, 0];
  const ask = createGather(
    async (all: readonly number[]) => {
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setTimeout(resolve, 1));
      underWay--;
      if (all.includes(2)) throw fault;
      return all;
    },
    { withinMs: 1, atOnce: 1, most: 20 },
  );
  const results = await Promise.allSettled([1, 2, 3, 4, 5].map(ask));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
  expect(most).toBe(1);
});

it('asks once of a store that is away, and tells all', async () => {
  let calls = 0;
  const write = gatherWrites(async () => {
    calls++;
    throw new Error('away');
  });
  const results = await Promise.allSettled([write(1), write(2)]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(calls).toBe(1);
});

it('has so many statements under way, and asks what came meanwhile in the next', async () => {
  const calls: (readonly number[])[] = [];
  let [underWay, mostUnderWay] = [0, 0];
  const ask = createGather(
    async (all: readonly number[]) => {
      calls.push(all);
      mostUnderWay = Math.max(mostUnderWay, ++underWay);
      await new Promise((resolve) => setTimeout(resolve, 30));
      underWay--;
      return all;
    },
    { withinMs: 1, atOnce: 2, most: 10 },
  );
  const numbers = Array.from({ length: 45 }, (_, n) => n);
  expect(await Promise.all(numbers.map(ask))).toEqual(numbers);
  expect([mostUnderWay, calls.map(({ length }) => length)]).toEqual([2, [10, 10, 10, 10, 5]]);
  expect(await ask(7)).toBe(7);
});

it('asks what has waited for a statement to end at once, and not after another wait', async () => {
  vi.useFakeTimers();
  const ends: (() => void)[] = [];
  const ask = createGather(
    async (all: readonly number[]) => {
      await new Promise<void>((resolve) => ends.push(resolve));
      return all;
    },
    { withinMs: 1000, atOnce: 1, most: 10 },
  );
  const first = ask(1);
  await vi.advanceTimersByTimeAsync(1000);
  const others = Promise.all([ask(2), ask(3)]);
  ends[0]?.();
  await first;
  await vi.advanceTimersByTimeAsync(0);
  expect(ends).toHaveLength(2);
  ends[1]?.();
  expect(await others).toEqual([2, 3]);
});

it('goes on after one that failed', async () => {
  let isAway = true;
  const ask = createGather(
    async (all: readonly number[]) => {
      if (isAway) throw new Error('away');
      return all;
    },
    { withinMs: 1, atOnce: 1, most: 1 },
  );
  const all = await Promise.allSettled([ask(1), ask(2)]);
  expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  isAway = false;
  expect(await ask(3)).toBe(3);
});
