import { Problem } from '@sidelight/shared/failure/problem.ts';
import { describe, expect, it } from 'vitest';
import { createClient, isShut } from './client.ts';
import { createSession, SESSION_HEADER } from './session.ts';

const never = new AbortController().signal;
const isNumber = (json: unknown): json is number => typeof json === 'number';
const problem = (code: string, status = 403) =>
  Response.json({ type: 'about:blank', status, title: code, code, requestId: 'r1' }, { status });

function setup(...answers: (() => Response)[]) {
  const calls: { path: string; init: RequestInit }[] = [];
  const client = createClient({
    async fetch(path, init) {
      calls.push({ path, init });
      const next = answers.shift();
      if (!next) throw new Error('offline');
      return next();
    },
    session: createSession('token-1'),
    isProblem: (json): json is Problem => Problem.safeParse(json).success,
  });
  return { client, calls };
}

describe('get', () => {
  it('answers what fits, and says why where nothing does', async () => {
    const { client } = setup(
      () => Response.json(7),
      () => Response.json('7'),
      () => problem('not_allowed'),
      () => new Response('<html>', { status: 502 }),
    );
    const ask = () => client.get('/x', isNumber);
    expect(await ask()).toEqual({ ok: true, value: 7 });
    expect(await ask()).toEqual({ ok: false, refusal: { kind: 'garbled' } });
    expect(await ask()).toEqual({ ok: false, refusal: { kind: 'refused', code: 'not_allowed', requestId: 'r1' } });
    expect(await ask()).toEqual({ ok: false, refusal: { kind: 'broken' } });
    expect(await ask()).toEqual({ ok: false, refusal: { kind: 'broken' } });
  });

  it('goes on with the session each answer renews, a refusal among them', async () => {
    const renewed = (token: string, status: number) => () =>
      new Response('1', { status, headers: { [SESSION_HEADER]: `${token};1700000000000` } });
    const { client, calls } = setup(renewed('token-2', 200), renewed('token-3', 500), () => Response.json(1));
    for (let i = 0; i < 3; i++) await client.get('/x', isNumber);
    expect(calls.map(({ init }) => new Headers(init.headers).get('authorization'))).toEqual([
      'Bearer token-1',
      'Bearer token-2',
      'Bearer token-3',
    ]);
  });
});

it('posts JSON, and reads nothing of the answer', async () => {
  const { client, calls } = setup(() => new Response(null, { status: 204 }));
  expect(await client.post('/x', { text: 'seen' })).toEqual({ ok: true, value: undefined });
  expect(calls[0]?.init).toMatchObject({ method: 'POST', body: '{"text":"seen"}' });
});

describe('stream', () => {
  it('leaves out lines that do not fit, and says when it is over', async () => {
    const { client } = setup(() => new Response('1\n"two"\nthree\n\n4\n'));
    const seen: number[] = [];
    expect(await client.stream('/x', {}, isNumber, (line) => seen.push(line), never)).toEqual({
      ok: true,
      value: undefined,
    });
    expect(seen).toEqual([1, 4]);
  });

  it('breaks where the connection does', async () => {
    const body = new ReadableStream({
      pull: (controller) => controller.error(new Error('reset')),
    });
    const { client } = setup(() => new Response(body));
    expect(await client.stream('/x', {}, isNumber, () => {}, never)).toMatchObject({
      ok: false,
      refusal: { kind: 'broken' },
    });
  });
});

it.each([
  [true, 'session_expired'],
  [true, 'not_allowed'],
  [false, 'internal'],
  [false, 'too_many_requests'],
] as const)('isShut is %s for %s', (isIt, code) => {
  expect(isShut({ kind: 'refused', code, requestId: 'r' })).toBe(isIt);
  expect(isShut({ kind: 'broken' })).toBe(false);
});
