import type { IncomingMessage, ServerResponse } from 'node:http';
import { ContextRequest } from '@sidelight/shared/context/request.ts';
import type { ProblemCode } from '@sidelight/shared/failure/problem.ts';
import type { FairShare } from '../access/fair-share.ts';
import type { RequestLimits } from '../access/request-limits.ts';
import type { Session, Sessions } from '../access/session.ts';
import type { OwnWord } from '../context/identify/own-word.ts';
import type { Caller, OpenContext } from '../context/open-request.ts';
import { createLineStream, type LineSink } from '../context/stream/line-stream.ts';
import { wholeAnswer } from '../context/stream/whole-answer.ts';
import { renewalHeader } from './authenticate.ts';
import { type CallerCheck, isAsSigned, type Refused, retryAfter } from './caller-check.ts';
import { gated } from './gated-lines.ts';
import { rawHeaders } from './headers.ts';
import { parseJson } from './json-body.ts';
import { problem, wrongFields } from './problem.ts';
import { readBody } from './read-body.ts';
import { newRequestId } from './request-id.ts';
import { writeOrGiveUp } from './slow-reader.ts';
import type { ContextHandle, Tenants } from './tenant-handle.ts';

export interface ContextRouteDeps {
  readonly sessions: Sessions;
  readonly check: CallerCheck;
  readonly limits: Pick<RequestLimits, 'forced' | 'guessing'>;
  readonly shares: FairShare;
  readonly tenants: Tenants;
  /** Where somebody lets the helpdesk be asked as them; undefined where this server cannot ask it so. */
  readonly consentUrl: ((who: Session) => string) | undefined;
  onBug(error: unknown, requestId: string): void;
  isStoreAway(error: unknown): boolean;
  onRefused(code: ProblemCode, tookMs: number): void;
  steadyNow(): number;
}

const MAX_BODY = 4096;
/** There is room again when an answer is over. */
const BUSY_MS = 1000;
/** As long as a consent takes. */
const CONSENT_MS = 60_000;
const SLACK_MS = 50;
const common = { ...rawHeaders, 'cache-control': 'no-store, no-transform' } as const;

/**
 * `POST /v1/context`. A plain Node handler before Express: it is asked at every ticket, and the
 * framework's own share would be half of what a remembered answer costs.
 */
export function contextRoute(deps: ContextRouteDeps) {
  const { check, limits, shares } = deps;

  /** What one session may ask of the systems behind us, and whether there is room for it now. */
  function limitedBy(session: Session, { refresh }: ContextRequest): Refused | undefined {
    const limited = (refresh === undefined ? undefined : limits.forced(session)) ?? limits.guessing(session);
    return check.limited(limited, session);
  }

  /** They go there and back, and the page asks again by itself: at once when it is looked at again. */
  const consentOf = (who: Session) =>
    ({ code: 'consent_needed', href: deps.consentUrl?.(who), retryAfterMs: CONSENT_MS }) as const;

  return async function postContext(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const startedAt = deps.steadyNow();
    const requestId = newRequestId();
    let leave: (() => void) | undefined;
    const refuse = (
      { code, retryAfterMs, href }: Pick<Refused, 'code' | 'retryAfterMs'> & { readonly href?: string | undefined },
      fields?: readonly string[],
    ) => {
      const body = problem(code, requestId, fields, undefined, href);
      res.writeHead(body.status, {
        ...common,
        'content-type': 'application/problem+json',
        'x-request-id': requestId,
        ...(retryAfterMs === undefined ? {} : { 'retry-after': retryAfter(retryAfterMs) }),
        // The rest of a body that is too long is not read, so the connection cannot be used again.
        ...(isLong(req) ? { connection: 'close' } : {}),
      });
      res.end(JSON.stringify(body));
      deps.onRefused(code, deps.steadyNow() - startedAt);
    };
    try {
      const checked = check.caller(req);
      if (!checked.ok) return refuse(checked);
      const { session } = checked;
      const { tenant } = session;
      const handle = deps.tenants.get(tenant) ?? (await deps.tenants.wake(tenant));
      if (!handle) return refuse({ code: 'not_signed_in' });
      const body = await readBody(req, MAX_BODY);
      if (body === 'gone') return;
      if (body === 'too_long') return refuse({ code: 'too_large' });
      const request = ContextRequest.safeParse(parseJson(body.text));
      if (!request.success) return refuse({ code: 'bad_request' }, wrongFields(request.error));
      const limited = limitedBy(session, request.data);
      if (limited) return refuse(limited);
      const { context, deadlineMs } = handle;
      const openAs = (who: Session): OpenContext => ({
        caller: callerOf(who),
        request: request.data,
        requestId,
        deadlineMs: deadlineOf(req, deadlineMs),
      });
      const headersOf = (who: Session): Headers => {
        const renewal = renewalHeader(deps.sessions, who);
        return { ...common, 'x-request-id': requestId, ...(renewal ? { 'sidelight-session': renewal } : {}) };
      };
      // Asked beside all that is read: nothing is shown before both have answered.
      const own = context.ownWord(callerOf(session), request.data);
      const standing = check.standing(session, handle);
      const isAtOnce = !(standing instanceof Promise) && (own === undefined || isSeen(own));
      const now = standing instanceof Promise ? session : standing;
      if (now === 'ended') return refuse({ code: 'session_expired' });
      const served = (outcome: 'cached' | 'streamed') => context.onServed(outcome, deps.steadyNow() - startedAt);
      const isWhole = req.headers.accept === 'application/json';
      if (isAtOnce && !isWhole && (await answerCached(context, openAs(now), res, headersOf(now))))
        return served('cached');
      leave = shares.enter(tenant);
      if (!leave) return refuse({ code: 'too_many_requests', retryAfterMs: BUSY_MS });
      if (isAtOnce && !isWhole) await answerStream(context, openAs(now), res, headersOf(now));
      else if (isWhole) {
        const [who, word] = await Promise.all([standing, own]);
        if (who === 'ended') return refuse({ code: 'session_expired' });
        if (mustAllow(word)) return refuse(consentOf(who));
        await answerWhole(context, openAs(who), res, headersOf(who));
      } else {
        // Reading begins on what the session says; nothing is shown before the helpdesk has said so too.
        const verdict = Promise.all([standing, own]);
        const mayShow = verdict.then(([who, word]) => who !== 'ended' && isAsSigned(who, session) && !mustAllow(word));
        await answerStream(context, openAs(session), res, headersOf(session), mayShow);
        const [who, word] = await verdict;
        if (who === 'ended') return refuse({ code: 'session_expired' });
        if (mustAllow(word)) return refuse(consentOf(who));
        if (!isAsSigned(who, session)) await answerStream(context, openAs(who), res, headersOf(who));
      }
      served('streamed');
    } catch (error) {
      deps.onBug(error, requestId);
      if (res.headersSent) res.end();
      else refuse({ code: deps.isStoreAway(error) ? 'store_away' : 'internal' });
    } finally {
      leave?.();
    }
  };
}

const isSeen = (own: OwnWord | Promise<OwnWord>): boolean => 'kind' in own && own.kind === 'seen';
/** They have not allowed the helpdesk to be asked as them, or not any more. */
const mustAllow = (word: OwnWord | undefined): boolean => word?.kind === 'not_allowed';

const isLong = ({ headers, complete }: IncomingMessage): boolean =>
  !complete && !(Number(headers['content-length']) <= MAX_BODY);

type Headers = Record<string, string>;

async function answerCached({ cached }: ContextHandle, open: OpenContext, res: ServerResponse, headers: Headers) {
  const known = cached(open);
  if (!known) return false;
  const { head, bytes, onRecord } = known;
  await onRecord;
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

/** With `mayShow` nothing leaves before it says so, and all is called off where it says no. */
async function answerStream(
  handle: ContextHandle,
  open: OpenContext,
  res: ServerResponse,
  headers: Headers,
  mayShow?: Promise<boolean>,
): Promise<void> {
  const all = { ...headers, 'content-type': 'application/x-ndjson', 'x-accel-buffering': 'no' };
  const sink: LineSink = {
    write(chunk) {
      if (!res.headersSent) res.writeHead(200, all);
      writeOrGiveUp(res, chunk);
    },
    end(chunk) {
      // Everything in one piece: one system call instead of a gathered write of four.
      if (!res.headersSent) res.writeHead(200, { ...all, 'content-length': Buffer.byteLength(chunk) });
      res.end(chunk);
    },
  };
  const gone = goneSignal(res);
  if (!mayShow) return handle.open(open, createLineStream(sink), gone);
  const not = new AbortController();
  const gate = gated(sink, mayShow);
  mayShow.then(
    (may) => may || not.abort(),
    () => not.abort(),
  );
  await handle.open(open, createLineStream(gate), AbortSignal.any([gone, not.signal]));
  await gate.isOver;
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
