import { expect, it } from 'vitest';
import { createStore } from '../store.ts';
import { answerCommands } from './commands.ts';
import { type AnswersState, noAnswers } from './state.ts';

const settled = () => new Promise((done) => setImmediate(done));

function stage(ok: boolean) {
  const state = createStore<AnswersState>({ ...noAnswers, ticketId: '1012' });
  const sent: unknown[] = [];
  const commands = answerCommands(state, {
    post: async (path, _body, method) => {
      sent.push([method, path]);
      return ok ? { ok: true, value: undefined } : { ok: false, refusal: { kind: 'broken' } };
    },
  });
  return { state, sent, ...commands };
}

it('says that it is put right, and takes that back', async () => {
  const { state, sent, handled, reopen } = stage(true);
  handled('i/1');
  expect(state.get().done.get('i/1')).toEqual({ isHandled: false, state: 'sending' });
  await settled();
  expect(state.get().done.get('i/1')).toEqual({ isHandled: true });
  reopen('i/1');
  await settled();
  expect(state.get().done.get('i/1')).toEqual({ isHandled: false });
  expect(sent).toEqual([
    ['POST', '/v1/answers/1012/i%2F1/handled'],
    ['DELETE', '/v1/answers/1012/i%2F1/handled'],
  ]);
});

it('says so where it was not taken', async () => {
  const { state, handled } = stage(false);
  handled('i1');
  await settled();
  expect(state.get().done.get('i1')).toEqual({ isHandled: false, state: 'refused' });
});

it('leaves it put right where taking that back was refused, and while that is being asked', async () => {
  const { state, reopen } = stage(false);
  state.set({ ...state.get(), done: new Map([['i1', { isHandled: true }]]) });
  reopen('i1');
  expect(state.get().done.get('i1')).toEqual({ isHandled: true, state: 'sending' });
  await settled();
  expect(state.get().done.get('i1')).toEqual({ isHandled: true, state: 'refused' });
});
