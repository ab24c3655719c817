import type { ContextEvent } from '@sidelight/shared/context/event.ts';
import type { ContextRequest, LinkRequest } from '@sidelight/shared/context/request.ts';
import type { Problem } from '@sidelight/shared/failure/problem.ts';
import { parseLine, readLines } from './lines.ts';
import type { Trouble } from './state.ts';
import type { PageSession } from './status/session.ts';

export interface ApiDeps {
  fetch(path: string, init: RequestInit): Promise<Response>;
  readonly session: PageSession;
  readonly deadlineMs: number;
  isContextEvent(json: unknown): json is ContextEvent;
  isProblem(json: unknown): json is Problem;
}

/** Our own backend. Nothing here throws but for `signal`: what goes wrong is an answer. */
export interface Api {
  /** Resolves when the stream is over: to undefined if it said all it had to. */
  openContext(
    request: ContextRequest,
    onEvent: (event: ContextEvent) => void,
    signal: AbortSignal,
  ): Promise<Trouble | undefined>;
  link(verb: 'pin' | 'reject', request: LinkRequest, signal: AbortSignal): Promise<Trouble | undefined>;
}

type Read = (response: Response) => Promise<Trouble | undefined>;

const BROKEN: Trouble = { kind: 'broken' };

export function createApi({ fetch, session, deadlineMs, isContextEvent, isProblem }: ApiDeps): Api {
  async function post(path: string, body: unknown, read: Read, signal: AbortSignal) {
    const headers = {
      authorization: session.header(),
      accept: 'application/x-ndjson',
      'content-type': 'application/json',
      'x-deadline-ms': String(deadlineMs),
    };
    // The server ends every answer at the deadline; one twice as late is not coming.
    const limit = AbortSignal.any([signal, AbortSignal.timeout(2 * deadlineMs)]);
    try {
      const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body), signal: limit });
      session.renew(response);
      return await (response.ok ? read : refusal)(response);
    } catch {
      // Whatever broke the connection, the agent can do the same about it. Being stopped is no trouble of theirs.
      signal.throwIfAborted();
      return BROKEN;
    }
  }

  async function refusal(response: Response): Promise<Trouble> {
    const json: unknown = await response.json();
    const waitMs = 1000 * Number(response.headers.get('retry-after'));
    return isProblem(json) ? { kind: 'refused', ...json, waitMs } : BROKEN;
  }

  /** Undefined if the stream came to its end and every line fitted the contract. */
  async function play({ body }: Response, onEvent: (event: ContextEvent) => void): Promise<Trouble | undefined> {
    let isWhole = true;
    for await (const line of readLines(body)) {
      const event = parseLine(line);
      if (!isContextEvent(event)) isWhole = false;
      else {
        onEvent(event);
        if (event.type === 'done') return isWhole ? undefined : { kind: 'garbled' };
      }
    }
    return BROKEN;
  }

  return {
    openContext: (request, onEvent, signal) =>
      post('/v1/context', request, (response) => play(response, onEvent), signal),
    link: (verb, request, signal) => post(`/v1/links/${verb}`, request, async () => undefined, signal),
  };
}
