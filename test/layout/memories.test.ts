import { join } from 'node:path';
import { API } from 'typescript/unstable/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findMemories } from './find-memories.ts';
import { memories, ofNobody, passing } from './known-memories.ts';

const root = join(import.meta.dirname, '../..');
const named = [...Object.values(memories).flat(), ...passing, ...Object.keys(ofNobody)];

let api: API;
let found: readonly string[];
beforeAll(() => {
  api = new API({ cwd: root });
  found = findMemories(api, root);
});
afterAll(() => api.close());

it('whatever a process remembers is in the inventory of what is held about people, or has a reason why not', () => {
  const unknown = found.filter((file) => !named.includes(file));
  const hint =
    'say in test/layout/known-memories.ts which entry of privacy/inventory/beside.ts it belongs to, or why to none';
  expect(unknown, hint).toEqual([]);
});

it('nothing is in that list that remembers nothing any more, or twice', () => {
  expect(named.filter((file) => !found.includes(file))).toEqual([]);
  expect(named.toSorted()).toEqual([...new Set(named)].toSorted());
});

it('and what is plainly remembered is found', () => {
  for (const file of ['context/read/cache.ts', 'health/presence.ts', 'access/standings.ts', 'store/gather.ts'])
    expect(found).toContain(file);
});
