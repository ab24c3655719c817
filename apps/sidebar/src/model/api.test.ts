import { ContextEvent } from '@sidelight/shared/context/event.ts';
import { Problem } from '@sidelight/shared/failure/problem.ts';
import { describe, expect, it } from 'vitest';
import { createApi } from './api.ts';
import { done, linkedTo, open, planCard } from './events.ts';
import { createSession, SESSION_HEADER } from './status/session.ts';

const never = new AbortController().signal;
const ndjson = (...lines: unknown[]) =>
  new Response(lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''));

function setup(answer: (init: RequestInit) => Promise<Response> | Response, deadlineMs = 2500) {
  const calls: { path: string; init: RequestInit }[] = [];
  const api = createApi({
    async fetch(path, init) {
      calls.push({ path, init });
      return answer(init);
    },
    session: createSession('token-1'),
    deadlineMs,
    isContextEvent: (json): json is ContextEvent => ContextEvent.safeParse(json).success,
    isProblem: (json): json is Problem => Problem.safeParse(json).success,
  });
  return { api, calls };
}

async function ask(answer: Parameters<typeof setup>[0], signal = never) {
  const seen: ContextEvent[] = [];
  const { api, calls } = setup(answer);
  const trouble = await api.openContext({ ticketId: '1' }, (event) => seen.push(event), signal);
  return { trouble, seen, calls };
}

describe('openContext', () => {
  it('plays every line in order, and is content when the last one is done', async () => {
    const lines = [open, linkedTo('a'), planCard(1, []), done];
    expect(await ask(() => ndjson(...lines))).toMatchObject({ trouble: undefined, seen: lines });
  });

  it('asks with the session, the deadline and what it was given', async () => {
    const { calls } = await ask(() => ndjson(done));
    expect(calls[0]).toMatchObject({
      path: '/v1/context',
      init: {
        method: 'POST',
        body: '{"ticketId":"1"}',
        headers: { authorization: 'Bearer token-1', 'x-deadline-ms': '2500' },
      },
    });
  });

  it.each([
    ['is not JSON', '{"type":"card",'],
    ['does not fit the contract', { type: 'card', card: { id: 'plan' } }],
    ['has a key nobody agreed on', { ...done, extra: 1 }],
  ])('leaves out a line that %s, plays the rest, and says so at the end', async (_, bad) => {
    const { trouble, seen } = await ask(() => ndjson(open, bad, planCard(1, []), done));
    expect(seen.map((event) => event.type)).toEqual(['open', 'card', 'done']);
    expect(trouble).toEqual({ kind: 'garbled' });
  });

  it('calls a stream that ends before it is done broken, and keeps what came', async () => {
    const { trouble, seen } = await ask(() => ndjson(open, planCard(1, [])));
    expect(trouble).toEqual({ kind: 'broken' });
    expect(seen).toHaveLength(2);
  });

  it.each([
    ['the network is gone', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['a proxy answers with a page', () => new Response('<html>', { status: 502 })],
    ['an error has no shape we know', () => Response.json({ message: 'no' }, { status: 500 })],
  ])('calls it broken when %s', async (_, answer) => {
    expect((await ask(answer)).trouble).toEqual({ kind: 'broken' });
  });

  it('hands on our own refusals by their code', async () => {
    const problem: Problem = {
      type: 'about:blank',
      status: 401,
      title: '',
      code: 'session_expired',
      requestId: 'req_9',
    };
    const { trouble } = await ask(() => Response.json(problem, { status: 401 }));
    expect(trouble).toMatchObject({ kind: 'refused', code: 'session_expired', requestId: 'req_9', waitMs: 0 });
  });

  it('hands on when to come again', async () => {
    const problem = { type: 'about:blank', status: 429, title: '', code: 'too_many_requests', requestId: 'r' };
    const { trouble } = await ask(() => Response.json(problem, { status: 429, headers: { 'retry-after': '3' } }));
    expect(trouble).toMatchObject({ kind: 'refused', code: 'too_many_requests', requestId: 'r', waitMs: 3000 });
  });

  it('rejects when it is stopped, whatever the connection does then', async () => {
    const stop = new AbortController();
    const answer = ask(
      ({ signal }) =>
        new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new TypeError('aborted')))),
      stop.signal,
    );
    stop.abort(new Error('another ticket'));
    await expect(answer).rejects.toThrow('another ticket');
  });

  it('gives up on a server that is twice as late as it may be', async () => {
    const { api } = setup(
      ({ signal }) => new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
      20,
    );
    expect(await api.openContext({ ticketId: '1' }, () => {}, never)).toEqual({ kind: 'broken' });
  });

  it('uses the newest session it was given', async () => {
    const { api, calls } = setup(() => new Response('', { headers: { [SESSION_HEADER]: 'token-2;1800000000000' } }));
    await api.openContext({ ticketId: '1' }, () => {}, never);
    await api.openContext({ ticketId: '1' }, () => {}, never);
    expect(calls[1]?.init.headers).toMatchObject({ authorization: 'Bearer token-2' });
  });
});

describe('link', () => {
  it.each(['pin', 'reject'] as const)('%ss, and is content with an empty answer', async (verb) => {
    const { api, calls } = setup(() => new Response(null, { status: 204 }));
    expect(await api.link(verb, { requesterId: '1', accountId: 'a' }, never)).toBeUndefined();
    expect(calls[0]?.path).toBe(`/v1/links/${verb}`);
  });
});
