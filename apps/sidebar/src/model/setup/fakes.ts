import type { SetupConnection } from '@sidelight/shared/setup/connection.ts';
import type { Setup } from '@sidelight/shared/setup/setup.ts';
import { settled } from '../fakes.ts';
import type { Answer, Check, Client } from '../status/client.ts';
import { createStore } from '../store.ts';
import { firstSetup, type SetupState } from './state.ts';

// A server whose every answer the test gives. Only tests import it.

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  /** The answer; without one, the connection breaks. */
  answer(value?: unknown): Promise<void>;
}

const broken = { ok: false, refusal: { kind: 'broken' } } as const;

export function fakeServer() {
  const sent: Sent[] = [];
  const ask = <T>(method: string, path: string, body: unknown, check: Check<T>, signal?: AbortSignal) =>
    new Promise<Answer<T>>((resolve) => {
      signal?.addEventListener('abort', () => resolve(broken));
      const answer = (value?: unknown) => {
        if (isRefusal(value)) resolve(value);
        else resolve(check(value) ? { ok: true, value } : broken);
        return settled();
      };
      sent.push({ method, path, body, signal, answer });
    });
  const client: Client = {
    get: (path, check) => ask('GET', path, undefined, check),
    text: (path) => ask('GET', path, undefined, (value): value is string => typeof value === 'string'),
    tell: (path, body, check, signal, method = 'POST') => ask(method, path, body, check, signal),
    post: (path, body, method = 'POST') => ask(method, path, body, (value): value is undefined => value === undefined),
    stream: () => Promise.reject(new Error('the setup page has no stream')),
  };
  return {
    client,
    sent,
    last: () => sent.at(-1) as Sent,
    paths: () => sent.map(({ method, path }) => `${method} ${path}`),
  };
}

const isRefusal = (value: unknown): value is Answer<never> => typeof value === 'object' && !!value && 'ok' in value;

/** Whatever the test says came off the wire fits. */
export const fits = <T>(_json: unknown): _json is T => true;

export function storeOf(setup: Setup | undefined, more: Partial<SetupState> = {}) {
  return createStore<SetupState>({ ...firstSetup, setup, ...more });
}

export const connection = (setup: Setup | undefined, name: string): SetupConnection => {
  const found = setup?.connections.find(({ connector }) => connector === name);
  if (!found) throw new Error(`no ${name} in this setup`);
  return found;
};
