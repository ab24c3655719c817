import { describe, expect, it } from 'vitest';
import { item, waiting } from '../../../dev/sync/samples.ts';
import { fakeClock } from '../fakes.ts';
import { fakeServer, fits } from '../setup/fakes.ts';
import { createStore } from '../store.ts';
import { createDecide } from './decide.ts';
import { boxId, inputId } from './ids.ts';
import { firstSync, type SyncState } from './state.ts';

function open(more: Partial<SyncState> = {}) {
  const state = createStore<SyncState>({ ...firstSync, items: [item(1), item(2), item(3)], ...more });
  const server = fakeServer();
  const clock = fakeClock();
  let reads = 0;
  const decide = createDecide({ state, client: server.client, clock, isDecideAnswer: fits, refresh: () => reads++ });
  return { state, server, clock, decide, reads: () => reads };
}
const [first, second, third] = [item(1).id, item(2).id, item(3).id];

describe('deciding', () => {
  it('one takes it off the list at once, and the keyboard goes on with the next', async () => {
    const { state, server, decide, reads } = open();
    decide.take(second, 'right');
    expect(server.last()).toMatchObject({
      path: '/v1/sync/reviews',
      body: { ids: [second], choice: { take: 'right' } },
    });
    await server.last().answer({ kind: 'done', count: 1 });
    expect(state.get().items?.map(({ id }) => id)).toEqual([first, third]);
    expect(state.get().focus).toBe(boxId(third));
    expect(reads()).toBe(1);
  });

  it('the last one leads back to what is left, and then to the heading', async () => {
    const { state, server, decide } = open({ items: [item(1), item(2)] });
    decide.take(second, 'left');
    await server.last().answer({ kind: 'done', count: 1 });
    expect(state.get().focus).toBe(boxId(first));
    decide.take(first, 'left');
    await server.last().answer({ kind: 'done', count: 1 });
    expect(state.get().focus).toBe('review');
  });

  it('one at a time, and nothing where nothing is selected', () => {
    const { server, decide } = open();
    decide.takeSelected('left');
    expect(server.sent).toHaveLength(0);
    decide.take(first, 'left');
    decide.take(second, 'left');
    expect(server.sent).toHaveLength(1);
  });

  it('many that are selected, but never what is masked, only kept or about a whole record', async () => {
    const { state, server, decide } = open({ items: waiting() });
    decide.selectAll(true);
    expect([...state.get().selected]).toEqual([1, 2, 3].map((n) => item(n).id));
    decide.toggle(item(3).id);
    decide.takeSelected('right');
    expect(server.last().body).toEqual({ ids: [1, 2].map((n) => item(n).id), choice: { take: 'right' } });
    await server.last().answer({ kind: 'done', count: 2 });
    expect(state.get().selected.size).toBe(0);
  });

  it('a refusal leaves everything where it is, also what was typed', async () => {
    const { state, server, decide } = open();
    decide.typeFor(first);
    expect(state.get().focus).toBe(inputId(first));
    decide.type('x');
    decide.saveTyped();
    expect(server.last().body).toEqual({ ids: [first], choice: { value: 'x' } });
    await server.last().answer({ kind: 'refused', refusals: [{ code: 'not_a_value', id: first }] });
    expect(state.get()).toMatchObject({ typed: { itemId: first, text: 'x' }, command: { state: 'undecided' } });
    expect(state.get().items).toHaveLength(3);
  });

  it('is taken back by its id', async () => {
    const { state, server, decide } = open();
    decide.undo(first);
    expect(server.last()).toMatchObject({ path: '/v1/sync/reviews/undo', body: { ids: [first] } });
    await server.last().answer({ kind: 'done', count: 1 });
    expect(state.get().command).toMatchObject({ state: 'done' });
  });
});

it('arrows go from item to item, and stop at the ends', () => {
  const { state, decide } = open();
  decide.step(first, 1);
  expect(state.get().focus).toBe(boxId(second));
  decide.step(first, -1);
  expect(state.get().focus).toBe(boxId(second));
});
