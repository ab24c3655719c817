import { expect, it } from 'vitest';
import type { Told } from './ports.ts';
import { toldAhead } from './told-ahead.ts';

/** `arrives`: how many we are told of, by the number of looks before it. Pages of ten. */
async function all(arrives: Readonly<Record<number, number>>) {
  const waiting = new Map<string, Told>();
  const said: string[] = [];
  let [looks, next] = [0, 0];
  const read = async (some: readonly Told[]) => {
    said.push(`read ${some[0]?.vendorId}-${some.at(-1)?.vendorId}`);
  };
  const told = async (most: number) => {
    for (let n = 0; n < (arrives[looks] ?? 0); n++) {
      waiting.set(String(next), { vendorId: String(next), atMs: next });
      next++;
    }
    looks++;
    return [...waiting.values()].slice(0, most);
  };
  for await (const [some] of toldAhead({ batch: 10, told, read })) {
    for (const { vendorId } of some) waiting.delete(vendorId);
    said.push(`took ${some[0]?.vendorId}-${some.at(-1)?.vendorId}`);
  }
  return said;
}

it('reads what there is at once, and the next ones before the first are taken in', async () => {
  expect(await all({ 0: 70 })).toEqual([
    ...['read 0-19', 'read 20-39', 'read 40-59', 'took 0-19'],
    ...['read 60-69', 'took 20-39', 'took 40-59', 'took 60-69'],
  ]);
});

it('asks for what it is told of meanwhile in full pages, and for the rest once nothing else is under way', async () => {
  expect(await all({ 0: 20, 1: 13 })).toEqual(['read 0-19', 'took 0-19', 'read 20-32', 'took 20-32']);
  expect(await all({ 0: 45, 1: 13 })).toEqual([
    ...['read 0-19', 'read 20-39', 'read 40-44', 'took 0-19'],
    ...['read 45-54', 'took 20-39', 'took 40-44', 'took 45-54'],
    ...['read 55-57', 'took 55-57'],
  ]);
});

it('reads again what it is told of while it is read, and nothing else twice', async () => {
  const waiting = new Map<string, Told>([['a', { vendorId: 'a', atMs: 1 }]]);
  const reads: string[] = [];
  const read = async (some: readonly Told[]) => void reads.push(some.map(({ atMs }) => atMs).join());
  const told = async () => [...waiting.values()];
  for await (const [some] of toldAhead({ batch: 10, told, read })) {
    if (reads.length === 1) waiting.set('a', { vendorId: 'a', atMs: 2 });
    else for (const { vendorId } of some) waiting.delete(vendorId);
  }
  expect(reads).toEqual(['1', '2']);
});

it('fails with the first read that fails', async () => {
  const told = async () => [{ vendorId: 'a', atMs: 1 }];
  const read = async () => {
    throw new Error('refused');
  };
  await expect(toldAhead({ batch: 10, told, read }).next()).rejects.toThrow('refused');
});
