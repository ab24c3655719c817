import { expect, it } from 'vitest';
import { UpstreamError } from '../connectors/upstream-error.ts';
import { readAll } from './read-all.ts';
import { type KeptPage, noPages, type ReadPages } from './read-pages.ts';
import type { SideTarget } from './target.ts';

const scope = { tenant: 'acme', object: 'contact' } as unknown as Parameters<typeof readAll>[1];
const PAGE = 10;
const never = new AbortController().signal;

/** A list of numbered records whose places are the last number that was read, as a vendor may have it. */
function aList(ids: readonly number[], { hasLastingPages = true, protectedId = -1 } = {}) {
  const asked: (string | undefined)[] = [];
  /** The next time. */
  const refused = new Set<string>();
  const failing = new Set<string>();
  let marks: readonly string[] = [];
  const list: SideTarget['list'] = async (after) => {
    asked.push(after);
    if (after !== undefined && failing.delete(after)) throw new UpstreamError('timeout');
    if (after !== undefined && refused.delete(after))
      throw new UpstreamError('bad_answer', undefined, { isRefusal: true });
    const rest = ids.filter((id) => after === undefined || id > Number(after));
    const page = rest.slice(0, PAGE);
    const records = page.map((id) => ({
      ...{ id: String(id), versionMs: 1, values: {}, unreadable: [], isProtected: id === protectedId },
    }));
    return { records, ...(rest.length > page.length && { next: String(page.at(-1)) }) };
  };
  return {
    asked,
    refused,
    /** The next time it is asked for from there. */
    fail: (place: string) => void failing.add(place),
    marks: () => marks,
    async read(pages: ReadPages = noPages) {
      asked.length = 0;
      // Only these are used by a reading.
      const target = { side: 'left', hasLastingPages, list } as unknown as SideTarget;
      const store = {
        marks: async () => marks,
        keepMarks: async (_scope: unknown, _side: unknown, kept: readonly string[]) => {
          marks = kept;
        },
      };
      const done: number[] = [];
      const found = await readAll({ store, target, pages, now: () => 7, onPage: (n) => done.push(n) }, scope, never);
      return { ids: [...found.keys()].map(Number).sort((a, b) => a - b), done };
    },
  };
}
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

it('reads a list from its beginning the first time, and keeps three places that divide it', async () => {
  const list = aList(upTo(200));
  expect((await list.read()).ids).toEqual(upTo(200));
  expect(list.asked).toHaveLength(20);
  expect(list.marks()).toEqual(['50', '100', '150']);
});

it('reads it from these places the next time, each record once, and no page more than one a reader', async () => {
  const list = aList(upTo(200));
  await list.read();
  const { ids, done } = await list.read();
  expect(ids).toEqual(upTo(200));
  expect(list.asked.slice(0, 4)).toEqual([undefined, '50', '100', '150']);
  expect(list.asked.length).toBeLessThanOrEqual(23);
  expect(done.at(-1)).toBe(200);
});

it('misses nothing where the records at those places are gone, or many have come', async () => {
  const ids = upTo(200);
  const list = aList(ids);
  await list.read();
  ids.splice(45, 20);
  ids.push(...Array.from({ length: 150 }, (_, i) => 300 + i));
  expect((await list.read()).ids).toEqual([...ids].sort((a, b) => a - b));
});

it('goes on where a place is good no more, and rejects where the list itself is refused', async () => {
  const list = aList(upTo(200));
  await list.read();
  list.refused.add('100');
  expect((await list.read()).ids).toEqual(upTo(200));
  // In the middle of a part: what follows it would be missing.
  list.refused.add('70');
  await expect(list.read()).rejects.toBeInstanceOf(UpstreamError);
});

it('keeps no places of a short list, nor of one whose places do not last, and leaves out who may not be written', async () => {
  const short = aList(upTo(60));
  await short.read();
  expect(short.marks()).toEqual([]);
  const passing = aList(upTo(200), { hasLastingPages: false, protectedId: 7 });
  expect((await passing.read()).ids).not.toContain(7);
  expect(passing.marks()).toEqual([]);
});

/** In memory, as the database keeps them. */
function keptPages(): ReadPages {
  const kept = new Map<string, KeptPage>();
  return {
    places: async () => new Set(kept.keys()),
    page: async (_, place) => kept.get(place),
    keep: async (_, place, page) => void kept.set(place, page),
  };
}

it('goes on where it was cut off, and asks for no page twice', async () => {
  const list = aList(upTo(200));
  await list.read();
  const pages = keptPages();
  list.fail('120');
  await expect(list.read(pages)).rejects.toThrow();
  const before = list.asked.filter((place) => place !== '120');
  expect(before.length).toBeGreaterThan(4);
  const { ids } = await list.read(pages);
  expect(ids).toEqual(upTo(200));
  expect(list.asked.filter((place) => before.includes(place))).toEqual([]);
});
