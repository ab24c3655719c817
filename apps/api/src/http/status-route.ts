import { randomUUID } from 'node:crypto';
import { StatusQuery, StatusRequest } from '@sidelight/shared/health/status.ts';
import type { StatusReport } from '@sidelight/shared/health/status-report.ts';
import type { RequestHandler, Router } from 'express';
import { MOST_STREAMS, MOST_STREAMS_A_PAGE } from '../access/limits.ts';
import type { Caller } from '../context/open-request.ts';
import type { Presence } from '../health/presence.ts';
import type { StatusBoard } from '../health/status.ts';
import type { Reader } from '../health/status-view.ts';
import type { TouchedLists } from '../health/touched.ts';
import { isStill, sessionOf } from './authenticate.ts';
import { retryAfter } from './caller-check.ts';
import type { TicketOf } from './confirmed-ticket.ts';
import { callerOf } from './context-route.ts';
import { jsonBody } from './json-body.ts';
import { sendProblem } from './problem.ts';
import { sendReadable } from './readable.ts';
import type { RecordLook } from './record-of.ts';
import { requestIdOf } from './request-id.ts';
import { routes } from './routes.ts';
import { writeOrGiveUp } from './slow-reader.ts';
import { customersSeen } from './tickets-seen.ts';

export interface StatusRouteDeps {
  readonly board: StatusBoard;
  readonly presence: Presence;
  report(reader: Reader, zone?: string): Promise<StatusReport>;
  readonly touched: Pick<TouchedLists, 'openNow'>;
  /** Whether the helpdesk shows them the ticket, where each is asked for. */
  readonly shownTo: TicketOf<object>;
  readonly look: RecordLook<'incident.answers_viewed' | 'incident.tickets_viewed'>;
  now(): number;
}

export interface StatusRoute {
  readonly router: Router;
  /** Ends every stream, so that the service can stop. */
  close(): void;
}

const BEAT_MS = 10_000;
/** Longer than a page that nobody looks at stays silent. */
const ASIDE_MS = 20_000;
/** Ended now and then, so that the page comes back and has its session renewed. */
const MAX_MS = 5 * 60_000;
/** An agent has some tickets open; hundreds of streams of one person are no agent. */
const MAX_STREAMS = 40;
const FULL_MS = 10_000;
/** Pages that nobody looks at ask anew whenever that changes, and each question counts until it is answered for. */
const MAX_PAGES = 400;

const CONFIRM_MS = 3000;

/** `GET /v1/status` and `/open` for leads, `POST /v1/status/stream` for everybody. */
export function statusRoute({ board, presence, report, touched, shownTo, look, now }: StatusRouteDeps): StatusRoute {
  const streams = new Set<() => void>();
  /** By person, and by page. */
  const open = new Map<string, number>();
  const countOf = (name: string): number => open.get(name) ?? 0;
  const pageOf = (id: string): string => `page ${id}`;

  /** What a page says that it shows is listed, and tagged, as touched: a ticket that is theirs to see, and no other. */
  function arrive(caller: Caller, ticketId: string | undefined): () => void {
    const page = { frame: randomUUID(), agentId: caller.userId, accountId: undefined };
    let isOpen = true;
    const leave = presence.arrive({ ...page, ticketId: undefined });
    if (ticketId !== undefined)
      shownTo(caller, ticketId, AbortSignal.timeout(CONFIRM_MS)).then(
        (shown) => void (isOpen && typeof shown === 'object' && presence.arrive({ ...page, ticketId })),
        () => {},
      );
    return () => {
      isOpen = false;
      leave();
    };
  }

  const stream: RequestHandler = (req, res) => {
    const { ticketId, isAside = false } = StatusRequest.parse(req.body);
    const { id, userId, role, locale, expiresAtMs } = sessionOf(res);
    const isFull = () =>
      streams.size >= MOST_STREAMS || countOf(userId) >= MAX_STREAMS || countOf(pageOf(id)) >= MOST_STREAMS_A_PAGE;
    if (presence.size(userId) >= MAX_PAGES || (!isAside && isFull())) {
      res.setHeader('retry-after', retryAfter(FULL_MS));
      return sendProblem(res, 'too_many_requests');
    }
    const leave = arrive(callerOf(sessionOf(res)), ticketId);
    res.status(200).set({ 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' });
    res.type('application/x-ndjson');
    if (isAside) {
      // Still open, though nobody looks: it comes back within this time, or has been closed.
      const left = setTimeout(leave, ASIDE_MS);
      left.unref();
      return void res.end(board.line({ role, locale }));
    }
    const tell = () => writeOrGiveUp(res, board.line({ role, locale }));
    const end = () => void res.end();
    const beat = setInterval(() => {
      writeOrGiveUp(res, `{"type":"beat","at":"${new Date(now()).toISOString()}"}\n`);
      isStill(res).then((is) => is || end(), end);
    }, BEAT_MS);
    const ending = setTimeout(end, Math.max(0, Math.min(MAX_MS, expiresAtMs - now())));
    const forget = board.onChange(tell);
    streams.add(end);
    for (const name of [userId, pageOf(id)]) open.set(name, countOf(name) + 1);
    res.on('close', () => {
      clearInterval(beat);
      clearTimeout(ending);
      forget();
      leave();
      streams.delete(end);
      for (const name of [userId, pageOf(id)]) {
        const left = countOf(name) - 1;
        if (left > 0) open.set(name, left);
        else open.delete(name);
      }
    });
    tell();
  };

  const whole: RequestHandler = async (req, res) => {
    const { zone } = StatusQuery.parse(req.query);
    const session = sessionOf(res);
    const { role, locale } = session;
    if (role === 'agent') return sendProblem(res, 'not_allowed');
    const found = await report({ role, locale }, zone);
    const seen = found.risks.map(({ ticketId, incidentId }) => ({ ticketId, about: incidentId }));
    await look('incident.answers_viewed', session, requestIdOf(res), seen);
    sendReadable(res, found);
  };

  const openNow: RequestHandler = async (_req, res) => {
    const session = sessionOf(res);
    if (session.role === 'agent') return sendProblem(res, 'not_allowed');
    const found = await touched.openNow();
    await look('incident.tickets_viewed', session, requestIdOf(res), customersSeen(found, 'on screen'));
    sendReadable(res, found);
  };

  return {
    router: routes().get('/', whole).get('/open', openNow).post('/stream', jsonBody('1kb'), stream),
    close: () => streams.forEach((end) => void end()),
  };
}
