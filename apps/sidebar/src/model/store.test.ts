import { expect, it } from 'vitest';
import { settled } from './fakes.ts';
import { createStore } from './store.ts';

it('tells of a burst of changes once, and of no change not at all', async () => {
  const store = createStore(1);
  const seen: number[] = [];
  const stop = store.watch(() => seen.push(store.get()));
  store.set(2);
  store.set(3);
  await settled();
  store.set(3);
  await settled();
  expect(seen).toEqual([3]);
  stop();
  store.set(4);
  await settled();
  expect(seen).toEqual([3]);
});
