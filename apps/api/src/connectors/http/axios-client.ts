import { cleanJson } from '@sidelight/shared/clean-text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { Axios, type AxiosAdapter, AxiosHeaders } from 'axios';
import { Pool } from 'undici';
import { isUpstreamError, UpstreamError } from '../upstream-error.ts';
import { exchange, type WholeAnswer } from './exchange.ts';
import type { Connect } from './guarded-connect.ts';
import type { HttpAnswer, HttpClient, HttpClientHeaders, HttpRequest, Refusal } from './http-client.ts';
import { reasonOfCode, reasonOfStatus, retryAfterMs } from './http-reason.ts';
import { socketTimes } from './socket-times.ts';
import type { Sockets } from './sockets.ts';

/** It says by itself that there is nothing to read. */
const NO_CONTENT = 204;
const noHeaders = new AxiosHeaders();
/** As axios writes them, and as undici does. */
const METHODS: Readonly<Record<string, 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'>> = {
  ...{ get: 'GET', post: 'POST', put: 'PUT', patch: 'PATCH', delete: 'DELETE' },
};

export interface HttpClientOptions extends HttpClientHeaders {
  /** May carry a path prefix; already checked against the allow-list. */
  readonly baseUrl: URL;
  /** Sent with every request: credentials, API version. */
  readonly headers: Readonly<Record<string, string>>;
  /** Told of the headers of every answer, by lower-case name, before it is judged. */
  onHeaders?(header: (name: string) => string | undefined): void;
  readonly connections?: number;
  /** Those of the process; without them it opens its own, and closes them. */
  readonly sockets?: Sockets | undefined;
  /** What opens those of its own, where not every address may be connected to. */
  readonly connect?: Connect | undefined;
  now(): number;
}

export interface ClosableHttpClient extends HttpClient {
  close(): Promise<void>;
}

/** What the adapter needs beside method and path. In `data`, which axios hands on as it is: all else it looks at and copies. */
interface Sent {
  readonly signal: AbortSignal;
  readonly text?: string | undefined;
  readonly patienceMs?: number | undefined;
  readonly maxBytes?: number | undefined;
  readonly headers: Readonly<Record<string, string>> | undefined;
}

/** One axios instance for one vendor, over undici: keep-alive, no redirects, no proxy, 1 MB at most. */
export function createHttpClient(options: HttpClientOptions): ClosableHttpClient {
  const { origin } = options.baseUrl;
  const { dispatcher, close } = options.sockets
    ? { dispatcher: options.sockets.dispatcher, close: async () => {} }
    : openOwn(origin, options.connections, options.connect);
  const prefix = options.baseUrl.pathname.replace(/\/$/, '');
  const get = { ...options.headers, accept: 'application/json', 'accept-encoding': 'identity' };
  const post = { ...get, 'content-type': 'application/json' };

  const adapter: AxiosAdapter = async (config) => {
    // As `call` below put it there.
    const { signal, text, patienceMs, maxBytes, headers } = config.data as Sent;
    const answer = await exchange(
      dispatcher,
      {
        origin,
        path: config.url ?? '/',
        method: ownValue(METHODS, config.method ?? 'get') ?? 'GET',
        headers: headers ? { ...(text === undefined ? get : post), ...headers } : text === undefined ? get : post,
        body: text ?? null,
        ...(patienceMs !== undefined && { headersTimeout: patienceMs, bodyTimeout: patienceMs }),
      },
      signal,
      maxBytes,
    );
    return { data: answer.text, status: answer.status, statusText: '', headers: noHeaders, config, request: answer };
  };
  // Built without axios' global defaults: the adapter does the work, so there is nothing to
  // merge or transform: 6 µs of axios a call instead of 17.
  const client = new Axios({ adapter });

  return {
    async send(request, signal) {
      try {
        const own = await options.authorize?.(signal);
        try {
          return await call(request, own, signal);
        } catch (error) {
          // A refused credential has done nothing, so that a write may be sent again too.
          const isRefused = isUpstreamError(error) && error.reason === 'credential';
          const other = own && isRefused ? await options.reauthorize?.(own, signal) : undefined;
          if (!other) throw error;
          return await call(request, other, signal);
        }
      } catch (error) {
        throw asUpstreamError(error, signal);
      }
    },
    close,
  };

  async function call(
    {
      method = 'GET',
      path,
      body,
      text,
      headers,
      patienceMs,
      maxBytes,
      alsoAnswers = [],
      isAnswerIgnored = false,
      isAnswerPlain = false,
    }: HttpRequest,
    own: Readonly<Record<string, string>> | undefined,
    signal: AbortSignal,
  ): Promise<HttpAnswer> {
    const written = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const sent: Sent = {
      ...{ signal, text: written, patienceMs, maxBytes },
      headers: own ? { ...headers, ...own } : headers,
    };
    const { data, status, request } = await client.request<string>({ method, url: prefix + path, data: sent });
    // The adapter above put it there.
    const whole = request as WholeAnswer;
    options.onHeaders?.((name) => header(whole, name));
    if (isAnswerPlain) return plain(status, whole, data);
    if (isAnswerIgnored && status >= 200 && status < 300) return { status, json: undefined };
    return answerOf(path, status, whole, data, alsoAnswers);
  }

  function plain(status: number, answer: WholeAnswer, text: string): HttpAnswer {
    return { status, json: undefined, text, retryAfterMs: retryAfterMs(header(answer, 'retry-after'), options.now()) };
  }

  function answerOf(
    path: string,
    status: number,
    answer: WholeAnswer,
    text: string,
    also: readonly number[],
  ): HttpAnswer {
    const json = isJson(answer) ? parse(text) : undefined;
    const refusal = options.classify?.({
      ...{ status, json, path: path.split('?', 1)[0] ?? path },
      header: (name) => header(answer, name),
    });
    const isAnswer = (status >= 200 && status < 300) || status === 404 || status === 410 || also.includes(status);
    if (!refusal && isAnswer) {
      if (json === undefined && status < 300 && status !== NO_CONTENT) throw new UpstreamError('bad_answer');
      return { status, json };
    }
    throw new UpstreamError(
      refusal?.reason ?? reasonOfStatus(status),
      pauseOf(refusal, retryAfterMs(header(answer, 'retry-after'), options.now())),
      { isRefusal: status >= 400 && status < 500, concerns: refusal?.concerns },
    );
  }
}

function openOwn(origin: string, connections = 50, connect?: Connect): Sockets {
  const dispatcher = new Pool(origin, { connections, ...socketTimes, ...(connect && { connect }) });
  return { dispatcher, close: () => dispatcher.destroy() };
}

/** `named`: by `Retry-After`; 0 says nothing. */
function pauseOf(refusal: Refusal | undefined, named: number | undefined): number | undefined {
  const pause = named || (refusal?.retryAfterMs ?? named);
  const least = refusal?.leastPauseMs;
  return least === undefined ? pause : Math.max(least, pause ?? 0);
}

const header = (answer: WholeAnswer, name: string): string | undefined => {
  const value = ownValue(answer.headers, name);
  return Array.isArray(value) ? value[0] : value;
};

const isJson = (answer: WholeAnswer) => /\bjson\b/i.test(header(answer, 'content-type') ?? '');

function parse(text: string): unknown {
  try {
    return JSON.parse(cleanJson(text));
  } catch {
    return undefined;
  }
}

function asUpstreamError(error: unknown, signal: AbortSignal): UpstreamError {
  if (isUpstreamError(error)) return error;
  if (signal.aborted) return isUpstreamError(signal.reason) ? signal.reason : new UpstreamError('cancelled');
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  // Only the code: messages of network errors carry addresses.
  return new UpstreamError(reasonOfCode(code), undefined, { cause: code });
}
