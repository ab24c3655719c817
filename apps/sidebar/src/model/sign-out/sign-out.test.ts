import { expect, it } from 'vitest';
import type { Answer } from '../status/client.ts';
import { createStore } from '../store.ts';
import { createSignOut, type SigningOut } from './sign-out.ts';

const refused = (code: 'internal' | 'session_expired') =>
  ({ ok: false, refusal: { kind: 'refused', code, requestId: 'r' } }) as const;

function open(answer: Answer<undefined>) {
  const state = createStore<SigningOut>('not_asked');
  const asked: string[] = [];
  const seen: SigningOut[] = [];
  state.watch(() => seen.push(state.get()));
  const take = createSignOut({
    state,
    client: {
      async post(path, _body, method) {
        asked.push(`${method} ${path}`);
        return answer;
      },
    },
  });
  return { state, asked, seen, take };
}

it('is asked twice, and ends what its person has open', async () => {
  const { take, asked, seen } = open({ ok: true, value: undefined });
  await take('ask');
  expect(asked).toEqual([]);
  await take('do');
  expect(asked).toEqual(['DELETE /v1/session']);
  expect(seen).toEqual(['asked', 'under_way', 'ended']);
});

it('can be left at that', async () => {
  const { take, asked, state } = open({ ok: true, value: undefined });
  await take('ask');
  await take('cancel');
  expect(state.get()).toBe('not_asked');
  expect(asked).toEqual([]);
});

it('says that it failed, and can be tried again', async () => {
  const { take, state } = open(refused('internal'));
  await take('do');
  expect(state.get()).toBe('failed');
  const cut = open({ ok: false, refusal: { kind: 'broken' } });
  await cut.take('do');
  expect(cut.state.get()).toBe('failed');
});

it('is done where another tab was quicker', async () => {
  const { take, state } = open(refused('session_expired'));
  await take('do');
  expect(state.get()).toBe('ended');
});
