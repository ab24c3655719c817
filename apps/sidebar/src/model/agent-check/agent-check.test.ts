import { expect, it } from 'vitest';
import { fakeAttention, fakeClock } from '../fakes.ts';
import { fakeServer, fits } from '../setup/fakes.ts';
import { refusedAs } from '../status/fakes.ts';
import { createStore } from '../store.ts';
import { createAgentCheck, EVERY_MS } from './agent-check.ts';
import { firstAgentCheck } from './state.ts';

function open() {
  const state = createStore(firstAgentCheck);
  const [clock, attention, server] = [fakeClock(), fakeAttention(), fakeServer()];
  const part = createAgentCheck({
    ...{ ...server, state, clock, attention, isAgentCheck: fits, isAgentCheckAnswer: fits },
  });
  return { ...server, state, clock, part };
}
const check = (isOn: boolean, allowedBy = 0) => ({ isOn, canBeOn: true, allowedBy });

it('is read while it is on screen, and again after a while', async () => {
  const { part, state, clock, last, paths } = open();
  part.setShown(true);
  await last().answer(check(true, 1));
  await clock.pass(EVERY_MS);
  await last().answer(check(true, 2));
  expect(state.get().check).toEqual(check(true, 2));
  expect(paths()).toHaveLength(2);
});

it('is switched once, however often it is clicked, and stands as the server says then', async () => {
  const { part, state, sent, last } = open();
  part.switchTo(true);
  part.switchTo(true);
  expect(sent).toMatchObject([{ path: '/v1/setup/agent-check', body: { isOn: true } }]);
  expect(state.get().isSwitching).toBe(true);
  await last().answer({ kind: 'done', check: check(true) });
  expect(state.get()).toMatchObject({ isSwitching: false, check: check(true) });
});

it('says what is missing where it cannot be switched on, and why the server did nothing', async () => {
  const { part, state, last } = open();
  part.switchTo(true);
  await last().answer({ kind: 'not_possible', missing: ['PUBLIC_URL'] });
  expect(state.get()).toMatchObject({ isSwitching: false, missing: ['PUBLIC_URL'], check: undefined });
  part.switchTo(true);
  expect(state.get().missing).toEqual([]);
  await last().answer(refusedAs('internal'));
  expect(state.get().refusal).toMatchObject({ code: 'internal' });
});

it('is switched off in two clicks', async () => {
  const { part, state, last, sent } = open();
  part.askFirst(true);
  expect([state.get().isAsked, sent]).toEqual([true, []]);
  part.switchTo(false);
  expect(state.get().isAsked).toBe(false);
  await last().answer({ kind: 'done', check: check(false) });
  expect(state.get().check).toEqual(check(false));
});
