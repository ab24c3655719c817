import { assert, asyncProperty, boolean, integer, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemOutcome } from '../../sync-port.ts';
import { UpstreamError } from '../../upstream-error.ts';
import { type Attempt, sendSplit } from './split-batch.ts';

const refused = { kind: 'refused', why: 'validation', property: 'email' } as const;
const written = (id: string): ItemOutcome => ({ kind: 'written', id, versionMs: 1, values: {} });
const batch = (size: number) => Array.from({ length: size }, (_, n) => ({ key: String(n), properties: {} }));

/** A vendor that refuses a batch for one bad input, and says which or does not. */
function vendor(bad: ReadonlySet<string>, names: boolean) {
  const calls: string[][] = [];
  const done: string[] = [];
  const attempt = async (items: readonly { key: string }[]): Promise<Attempt> => {
    const keys = items.map(({ key }) => key);
    calls.push(keys);
    const first = keys.find((key) => bad.has(key));
    if (first === undefined) {
      done.push(...keys);
      return { kind: 'taken', items: new Map(keys.map((key) => [key, written(key)])) };
    }
    return { kind: 'refused', named: new Map(names ? [[first, refused]] : []), why: refused };
  };
  return { attempt, calls, done };
}

describe('one bad item among a hundred', () => {
  it('that is named costs one call more', async () => {
    const { attempt, calls, done } = vendor(new Set(['42']), true);
    const { items } = await sendSplit(batch(100), attempt);
    expect(items['42']).toEqual(refused);
    expect(done).toHaveLength(99);
    expect(calls.length).toBeLessThanOrEqual(3);
  });

  it.each(Array.from({ length: 100 }, (_, n) => n))('that is not named is found: %i', async (n) => {
    const { attempt, calls, done } = vendor(new Set([String(n)]), false);
    const { items } = await sendSplit(batch(100), attempt);
    expect(items[n]).toEqual(refused);
    expect(new Set(done).size).toBe(99);
    expect(done).toHaveLength(99);
    expect(calls.length).toBeLessThanOrEqual(9);
  });
});

it('any number of bad ones: each good one is written once, each bad one refused', async () => {
  const some = uniqueArray(integer({ min: 0, max: 59 }), { maxLength: 60 });
  await assert(
    asyncProperty(some, boolean(), async (bad, names) => {
      const { attempt, done } = vendor(new Set(bad.map(String)), names);
      const refusals: string[] = [];
      // What was not reached goes out again, until there is nothing left.
      let rounds = 0;
      for (let open = batch(60); open.length > 0; ) {
        expect(++rounds).toBeLessThanOrEqual(60);
        const { items } = await sendSplit(open, attempt);
        refusals.push(...Object.keys(items).filter((key) => items[key]?.kind === 'refused'));
        open = open.filter(({ key }) => items[key]?.kind === 'unknown');
      }
      expect(refusals.toSorted()).toEqual(bad.map(String).toSorted());
      expect(new Set(done).size).toBe(done.length);
      expect(done).toHaveLength(60 - bad.length);
    }),
  );
});

describe('a call that fails', () => {
  it('before anything was decided fails the whole', async () => {
    const failure = new UpstreamError('timeout');
    await expect(sendSplit(batch(3), () => Promise.reject(failure))).rejects.toBe(failure);
  });

  it('later leaves the rest unknown', async () => {
    const { attempt } = vendor(new Set(['1']), true);
    let calls = 0;
    const { items } = await sendSplit(batch(3), (some) =>
      calls++ === 0 ? attempt(some) : Promise.reject(new UpstreamError('unreachable')),
    );
    expect(items).toEqual({ 0: { kind: 'unknown' }, 1: refused, 2: { kind: 'unknown' } });
  });

  it('by a fault of ours is no failure of the vendor', async () => {
    await expect(sendSplit(batch(1), () => Promise.reject(new TypeError('ours')))).rejects.toThrow(TypeError);
  });
});

describe('a batch that is all bad', () => {
  const keys = batch(100).map(({ key }) => key);

  it.each([true, false])('ends within its calls, and every next one is smaller (named: %s)', async (names) => {
    let open = batch(100);
    for (let round = 0; round < 100 && open.length > 0; round++) {
      const { attempt, calls } = vendor(new Set(keys), names);
      const { items } = await sendSplit(open, attempt);
      expect(calls.length).toBeLessThanOrEqual(25);
      const left = open.filter(({ key }) => items[key]?.kind === 'unknown');
      expect(left.length).toBeLessThan(open.length);
      open = left;
    }
    expect(open).toEqual([]);
  });

  it('ends within its time', async () => {
    let nowMs = 0;
    const { attempt } = vendor(new Set(keys), true);
    const slow = (items: readonly { key: string }[]) => {
      nowMs += 2000;
      return attempt(items);
    };
    const { items } = await sendSplit(batch(100), slow, () => nowMs);
    expect(nowMs).toBeLessThan(25_000);
    expect(Object.values(items).filter(({ kind }) => kind === 'refused').length).toBeGreaterThan(8);
  });
});
