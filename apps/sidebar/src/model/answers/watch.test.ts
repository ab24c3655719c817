import { expect, it } from 'vitest';
import { firstBanner } from '../banner.ts';
import { fakeClock, settled } from '../fakes.ts';
import { firstState } from '../state.ts';
import { createStore } from '../store.ts';
import { LOOKS_MS, watchAnswers } from './watch.ts';

function stage() {
  const asked: string[] = [];
  const told: unknown[] = [];
  const state = createStore(firstState([]));
  const banner = createStore(firstBanner);
  const clock = fakeClock();
  watchAnswers({
    ...{ sidebar: { state }, banner, clock, random: () => 0.5 },
    client: {
      get: async (path, check) => {
        asked.push(path);
        const value: unknown = { path };
        return check(value) ? { ok: true, value } : { ok: false, refusal: { kind: 'garbled' } };
      },
    },
    onAnswer: (ticketId, json) => told.push([ticketId, json]),
  });
  const open = (ticketId: string, phase: 'reading' | 'settled') =>
    state.set({ ...state.get(), ref: { ticketId }, phase });
  const incidents = (...ids: string[]) =>
    banner.set({
      ...banner.get(),
      incidents: ids.map((id) => ({ id }) as NonNullable<ReturnType<typeof banner.get>['incidents']>[number]),
    });
  return { asked, told, open, incidents, clock };
}

it('asks once the cards have been read, and drops what is of another ticket', async () => {
  const { asked, told, open } = stage();
  open('1001', 'reading');
  await settled();
  expect(asked).toEqual([]);
  open('1001', 'settled');
  await settled();
  open('1002', 'reading');
  await settled();
  expect(asked).toEqual(['/v1/answers/1001']);
  expect(told).toEqual([
    ['1001', undefined],
    ['1001', { path: '/v1/answers/1001' }],
    ['1002', undefined],
  ]);
});

it('asks a few times more once an outage is over', async () => {
  const { asked, open, incidents, clock } = stage();
  open('1001', 'settled');
  incidents('i1');
  await clock.pass(60_000);
  expect(asked).toHaveLength(1);
  incidents();
  await settled();
  await clock.pass(3_000);
  expect(asked).toHaveLength(2);
  for (const waitMs of LOOKS_MS) await clock.pass(waitMs + 1_500);
  await clock.pass(600_000);
  expect(asked).toHaveLength(1 + LOOKS_MS.length);
});
