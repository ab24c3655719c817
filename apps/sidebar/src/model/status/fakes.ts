import type { StatusEvent } from '@sidelight/shared/health/status.ts';
import { settled } from '../fakes.ts';
import type { Answer, Client } from './client.ts';

// A client whose every answer the test gives. Only tests import it.

interface Opened {
  readonly path: string;
  readonly body: unknown;
  readonly signal: AbortSignal;
  say(event: StatusEvent): void;
  end(answer?: Answer<undefined>): Promise<void>;
}

const done: Answer<undefined> = { ok: true, value: undefined };

export function fakeClient() {
  const streams: Opened[] = [];
  const asked: string[] = [];
  const sent: [path: string, body: unknown][] = [];
  const answers = new Map<string, unknown>();
  const fake = { onPost: (): Promise<Answer<undefined>> | Answer<undefined> => done };
  const client: Client = {
    async get(path, check) {
      asked.push(path);
      const value = await answers.get(path);
      if (isRefusal(value)) return value;
      return check(value) ? { ok: true, value } : { ok: false, refusal: { kind: 'broken' } };
    },
    text: (path) => client.get(path, (value) => typeof value === 'string'),
    async tell(path, _body, check) {
      return client.get(path, check);
    },
    async post(path, body) {
      sent.push([path, body]);
      return fake.onPost();
    },
    stream: (path, body, check, onLine, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve({ ok: false, refusal: { kind: 'broken' } }));
        const say = (event: unknown) => void (check(event) && onLine(event));
        const end = (answer = done) => {
          resolve(answer);
          return settled();
        };
        streams.push({ path, body, signal, say, end });
      }),
  };
  return { client, streams, asked, sent, answers, fake, last: () => streams.at(-1) as Opened };
}

const isRefusal = (value: unknown): value is Answer<never> =>
  typeof value === 'object' && !!value && 'refusal' in value;

export const refusedAs = (code: 'session_expired' | 'not_allowed' | 'internal' | 'too_many_requests') =>
  ({ ok: false, refusal: { kind: 'refused', code, requestId: 'r1' } }) as const;
export const broken = { ok: false, refusal: { kind: 'broken' } } as const;
