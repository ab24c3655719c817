import type { IncomingMessage, ServerResponse } from 'node:http';
import { isCleanJson } from '@sidelight/shared/clean-text.ts';
import { ContextRequest } from '@sidelight/shared/context/request.ts';
import type { ProblemCode } from '@sidelight/shared/failure/problem.ts';
import type { Session, Sessions } from '../access/session.ts';
import type { Caller, OpenContext } from '../context/open-request.ts';
import { createLineStream, type LineSink } from '../context/stream/line-stream.ts';
import { wholeAnswer } from '../context/stream/whole-answer.ts';
import { renewalHeader } from './authenticate.ts';
import { problem, wrongFields } from './problem.ts';
import { readBody } from './read-body.ts';
import { newRequestId } from './request-id.ts';
import type { ContextHandle, Tenants } from './tenant-handle.ts';

export interface ContextRouteDeps {
  readonly sessions: Sessions;
  readonly tenants: Tenants;
  onBug(error: unknown, requestId: string): void;
  onRefused(code: ProblemCode, tookMs: number): void;
  now(): number;
}

const MAX_BODY = 4096;
const SLACK_MS = 50;
const common = { 'cache-control': 'no-store, no-transform', 'x-content-type-options': 'nosniff' } as const;

/**
 * `POST /v1/context`. A plain Node handler before Express: it is asked at every ticket, and the
 * framework's own share would be half of what a remembered answer costs.
 */
export function contextRoute(deps: ContextRouteDeps) {
  return async function postContext(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const startedAt = deps.now();
    const requestId = newRequestId();
    const refuse = (code: ProblemCode, fields?: readonly string[]) => {
      const body = problem(code, requestId, fields);
      res.writeHead(body.status, {
        ...common,
        'content-type': 'application/problem+json',
        'x-request-id': requestId,
        // The rest of a body that is too long is not read, so the connection cannot be used again.
        ...(code === 'too_large' ? { connection: 'close' } : {}),
      });
      res.end(JSON.stringify(body));
      deps.onRefused(code, deps.now() - startedAt);
    };
    try {
      const checked = deps.sessions.check(req.headers.authorization);
      if (!checked.ok) return refuse(checked.code);
      const { tenant } = checked.session;
      const handle = deps.tenants.get(tenant) ?? (await deps.tenants.wake(tenant));
      if (!handle) return refuse('not_signed_in');
      const body = await readBody(req, MAX_BODY);
      if (body === 'gone') return;
      if (body === 'too_long') return refuse('too_large');
      const request = ContextRequest.safeParse(parse(body.text));
      if (!request.success) return refuse('bad_request', wrongFields(request.error));
      const open: OpenContext = {
        caller: callerOf(checked.session),
        request: request.data,
        requestId,
        deadlineMs: deadlineOf(req, handle.deadlineMs),
      };
      const renewal = renewalHeader(deps.sessions, checked.session);
      const headers = { ...common, 'x-request-id': requestId, ...(renewal ? { 'sidelight-session': renewal } : {}) };
      const { context } = handle;
      if (req.headers.accept === 'application/json') await answerWhole(context, open, res, headers);
      else if (answerCached(context, open, res, headers)) return context.onServed('cached', deps.now() - startedAt);
      else await answerStream(context, open, res, headers);
      context.onServed('streamed', deps.now() - startedAt);
    } catch (error) {
      deps.onBug(error, requestId);
      if (res.headersSent) res.end();
      else refuse('internal');
    }
  };
}

type Headers = Record<string, string>;

function answerCached({ cached }: ContextHandle, open: OpenContext, res: ServerResponse, headers: Headers): boolean {
  const known = cached(open);
  if (!known) return false;
  const { head, bytes } = known;
  // Corked, so that both leave in one system call, and the remembered part without being copied.
  res.cork();
  res.writeHead(200, {
    ...headers,
    'content-type': 'application/x-ndjson',
    'content-length': head.length + bytes.length,
  });
  res.write(head, 'latin1');
  res.end(bytes);
  return true;
}

async function answerStream(handle: ContextHandle, open: OpenContext, res: ServerResponse, headers: Headers) {
  const all = { ...headers, 'content-type': 'application/x-ndjson', 'x-accel-buffering': 'no' };
  const sink: LineSink = {
    write(chunk) {
      if (!res.headersSent) res.writeHead(200, all);
      res.write(chunk);
    },
    end(chunk) {
      // Everything in one piece: one system call instead of a gathered write of four.
      if (!res.headersSent) res.writeHead(200, { ...all, 'content-length': Buffer.byteLength(chunk) });
      res.end(chunk);
    },
  };
  await handle.open(open, createLineStream(sink), goneSignal(res));
}

async function answerWhole(handle: ContextHandle, open: OpenContext, res: ServerResponse, headers: Headers) {
  const whole = await wholeAnswer((out) => handle.open(open, out, goneSignal(res)));
  res.writeHead(200, { ...headers, 'content-type': 'application/json' });
  res.end(JSON.stringify(whole));
}

export const callerOf = ({ tenant, userId, role, locale, seesAllTickets }: Session): Caller => ({
  ...{ tenant, userId, role, locale, seesAllTickets },
});

/** The caller's own remaining time, within ours; a little is kept back for the way home. */
function deadlineOf(req: IncomingMessage, mostMs: number): number {
  const asked = Number(req.headers['x-deadline-ms'] ?? mostMs);
  return Number.isFinite(asked) ? Math.max(100, Math.min(asked - SLACK_MS, mostMs)) : mostMs;
}

/** Aborts when the agent has moved on before the answer was complete. */
function goneSignal(res: ServerResponse): AbortSignal {
  const gone = new AbortController();
  res.on('close', () => {
    if (!res.writableFinished) gone.abort();
  });
  return gone.signal;
}

function parse(text: string): unknown {
  try {
    return isCleanJson(text) ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
