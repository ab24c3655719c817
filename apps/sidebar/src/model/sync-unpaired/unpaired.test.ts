import { expect, it } from 'vitest';
import { contacts, report } from '../../../dev/sync/samples.ts';
import { foundAt, unpaired } from '../../../dev/sync/unpaired.ts';
import { settled } from '../fakes.ts';
import { fakeServer, fits } from '../setup/fakes.ts';
import { createStore } from '../store.ts';
import { firstUnpaired, lengthOf } from './state.ts';
import { createUnpaired } from './unpaired.ts';

function open() {
  const state = createStore(firstUnpaired);
  const server = fakeServer();
  return { state, server, ...createUnpaired({ state, client: server.client, isUnpairedPage: fits }) };
}
const foundOf = (at: string) => report([contacts({ unpaired: { foundAt: at, orphans: 1, duplicates: 0 } })]);

it('reads a list when it is unfolded, and again only where something newer was found', async () => {
  const { state, server, toggle, follow } = open();
  follow(foundOf(foundAt));
  expect(server.sent).toHaveLength(0);
  toggle('contact');
  expect(state.get().lists.get('contact')).toEqual({ state: 'reading' });
  await server.last().answer(unpaired());
  await settled();
  expect(state.get().lists.get('contact')).toMatchObject({ state: 'ok' });
  follow(foundOf(foundAt));
  expect(server.sent).toHaveLength(1);
  follow(foundOf('2026-11-29T00:00:00.000Z'));
  follow(foundOf('2026-11-29T00:00:00.000Z'));
  expect(server.sent).toHaveLength(2);
});

it('says nothing of a list that was folded meanwhile', async () => {
  const { state, server, toggle } = open();
  toggle('contact');
  toggle('contact');
  await server.last().answer(unpaired());
  await settled();
  expect(state.get().lists.size).toBe(0);
});

it('shows more of one part, and of no other', () => {
  const { state, more } = open();
  const [before, other] = [lengthOf(state.get(), 'contact nobody'), lengthOf(state.get(), 'contact taken')];
  more('contact nobody');
  expect(lengthOf(state.get(), 'contact nobody')).toBeGreaterThan(before);
  expect(lengthOf(state.get(), 'contact taken')).toBe(other);
});
