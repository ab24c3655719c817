import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { pagesAhead, readAhead } from './read-ahead.ts';

async function all(pages: readonly number[], ahead: number) {
  const begun: number[] = [];
  let [underWay, most] = [0, 0];
  const read = async (page: number) => {
    begun.push(page);
    most = Math.max(most, ++underWay);
    // The first ones take longest.
    await sleep(10 - page);
    underWay--;
    return page * 10;
  };
  const seen: string[] = [];
  for await (const [page, value] of readAhead(pagesAhead(pages, ahead), read)) {
    await sleep(1);
    seen.push(`${page}: ${value}, begun ${begun.length}`);
  }
  return { seen, most };
}

it('keeps the order, and asks for the next ones while one is handled', async () => {
  expect((await all([1, 2, 3, 4], 1)).seen).toEqual([
    '1: 10, begun 2',
    '2: 20, begun 3',
    '3: 30, begun 4',
    '4: 40, begun 4',
  ]);
  expect((await all([1, 2, 3, 4], 1)).most).toBe(2);
});

it('never asks for more at once than it may', async () => {
  expect((await all([1, 2, 3, 4, 5, 6, 7, 8], 3)).most).toBe(4);
  expect((await all([1, 2], 3)).seen).toHaveLength(2);
  expect((await all([], 3)).seen).toEqual([]);
});

it('fails with the first that fails, whatever becomes of those after it', async () => {
  const read = async (page: number) => {
    throw new Error(`page ${page}`);
  };
  const pages = readAhead(pagesAhead([1, 2, 3], 2), read);
  await expect(pages.next()).rejects.toThrow('page 1');
  expect(await pages.next()).toEqual({ done: true, value: undefined });
});
