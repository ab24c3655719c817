import { expect, it } from 'vitest';
import { createGather, gatherWrites } from './gather.ts';

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
