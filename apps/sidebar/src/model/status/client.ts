import type { Problem } from '@sidelight/shared/failure/problem.ts';
import { parseLine, readLines } from '../lines.ts';
import type { Trouble } from '../state.ts';
import type { PageSession } from './session.ts';

/** Why there is no answer. */
export type Refusal = Extract<Trouble, { kind: 'broken' | 'garbled' | 'refused' }>;
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/** Tells whether what came off the wire fits its schema. */
export type Check<T> = (json: unknown) => json is T;

export interface ClientDeps {
  fetch(path: string, init: RequestInit): Promise<Response>;
  readonly session: PageSession;
  isProblem: Check<Problem>;
}

/** Our own backend, for the status page. Nothing here throws: what goes wrong is an answer. */
export interface Client {
  get<T>(path: string, check: Check<T>): Promise<Answer<T>>;
  /** What is no JSON. */
  text(path: string): Promise<Answer<string>>;
  /** The answer of a command. Without a signal of its own it is not waited for longer than everything else. */
  tell<T>(
    path: string,
    body: unknown,
    check: Check<T>,
    signal?: AbortSignal,
    method?: 'POST' | 'DELETE',
  ): Promise<Answer<T>>;
  /** For what answers with nothing worth reading. */
  post(path: string, body: unknown, method?: 'POST' | 'DELETE'): Promise<Answer<undefined>>;
  /** Resolves when the stream is over, whoever ended it. Lines that do not fit are left out. */
  stream<T>(
    path: string,
    body: unknown,
    check: Check<T>,
    onLine: (line: T) => void,
    signal: AbortSignal,
  ): Promise<Answer<undefined>>;
}

const PATIENCE_MS = 15_000;
const BROKEN = { ok: false, refusal: { kind: 'broken' } } as const;
const GARBLED = { ok: false, refusal: { kind: 'garbled' } } as const;
const DONE = { ok: true, value: undefined } as const;

export function createClient({ fetch, session, isProblem }: ClientDeps): Client {
  async function ask<T>(
    path: string,
    init: RequestInit,
    read: (response: Response) => Promise<Answer<T>>,
  ): Promise<Answer<T>> {
    const headers = { authorization: session.header(), 'content-type': 'application/json' };
    try {
      const response = await fetch(path, { ...init, headers });
      session.renew(response);
      return await (response.ok ? read(response) : refusal(response));
    } catch {
      return BROKEN;
    }
  }

  async function refusal(response: Response): Promise<Answer<never>> {
    const json: unknown = await response.json();
    return isProblem(json)
      ? { ok: false, refusal: { kind: 'refused', code: json.code, requestId: json.requestId } }
      : BROKEN;
  }

  return {
    get: (path, check) => ask(path, { signal: AbortSignal.timeout(PATIENCE_MS) }, fitting(check)),
    text: (path) =>
      ask(path, { signal: AbortSignal.timeout(PATIENCE_MS) }, async (response) => ({
        ...{ ok: true, value: await response.text() },
      })),
    tell: (path, body, check, signal, method) => ask(path, posted(body, method, signal), fitting(check)),
    post: (path, body, method) => ask(path, posted(body, method), async () => DONE),
    stream: (path, wish, check, onLine, signal) =>
      ask(path, { method: 'POST', body: JSON.stringify(wish), signal }, async ({ body }) => {
        for await (const line of readLines(body)) {
          const json = parseLine(line);
          if (check(json)) onLine(json);
        }
        return DONE;
      }),
  };
}

const fitting =
  <T>(check: Check<T>) =>
  async (response: Response): Promise<Answer<T>> => {
    const value: unknown = await response.json();
    return check(value) ? { ok: true, value } : GARBLED;
  };

const posted = (body: unknown, method = 'POST', signal = AbortSignal.timeout(PATIENCE_MS)): RequestInit => ({
  method,
  body: JSON.stringify(body),
  signal,
});

/** Reading on is not for this person, or not any more. */
export const isShut = (refusal: Refusal): boolean =>
  refusal.kind === 'refused' && !/^(internal|too_many_requests|store_away)$/.test(refusal.code);
