import { LinkRequest } from '@sidelight/shared/context/request.ts';
import { type SearchAnswer, SearchRequest } from '@sidelight/shared/context/search.ts';
import type { ProblemCode } from '@sidelight/shared/failure/problem.ts';
import type { RequestHandler, Router } from 'express';
import type { PickOutcome } from '../context/identify/pick.ts';
import type { Caller } from '../context/open-request.ts';
import { sessionOf } from './authenticate.ts';
import { callerOf } from './context-route.ts';
import { jsonBody } from './json-body.ts';
import { sendProblem, sendRefusal } from './problem.ts';
import { sendReadable } from './readable.ts';
import { requestIdOf } from './request-id.ts';
import { routes } from './routes.ts';

type Change = (caller: Caller, request: LinkRequest, requestId: string, signal: AbortSignal) => Promise<PickOutcome>;

export interface LinksRouteDeps {
  readonly pin: Change;
  readonly reject: Change;
  search(
    caller: Caller,
    request: SearchRequest,
    requestId: string,
    signal: AbortSignal,
  ): Promise<SearchAnswer | 'not_confirmed'>;
  /** Counts one more search of this person: 0, or how long until they may. Each is a call or two of what agents share. */
  takeSearch(userId: string): number;
}

const TIMEOUT_MS = 5000;

const refusals: Readonly<Record<Exclude<PickOutcome, 'done'>, ProblemCode>> = {
  not_confirmed: 'not_allowed',
  not_a_candidate: 'not_a_candidate',
  no_such_account: 'not_found',
  crm_silent: 'not_checked',
};

/** `POST /v1/links/pin`, `/reject` and `/search`: an agent says which account this is, or is not, or looks for it. */
export function linksRoute(deps: LinksRouteDeps): Router {
  const handle =
    (change: Change): RequestHandler =>
    async (req, res) => {
      const request = LinkRequest.parse(req.body);
      const caller = callerOf(sessionOf(res));
      const outcome = await change(caller, request, requestIdOf(res), AbortSignal.timeout(TIMEOUT_MS));
      if (outcome === 'done') res.status(204).end();
      else sendProblem(res, refusals[outcome]);
    };
  const search: RequestHandler = async (req, res) => {
    const request = SearchRequest.parse(req.body);
    const caller = callerOf(sessionOf(res));
    const waitMs = deps.takeSearch(caller.userId);
    if (waitMs > 0) return sendRefusal(res, { ok: false, code: 'too_many_requests', retryAfterMs: waitMs });
    const answer = await deps.search(caller, request, requestIdOf(res), AbortSignal.timeout(TIMEOUT_MS));
    if (answer === 'not_confirmed') return sendProblem(res, refusals.not_confirmed);
    sendReadable(res, answer);
  };
  return routes()
    .use(jsonBody('4kb'))
    .post('/pin', handle(deps.pin))
    .post('/reject', handle(deps.reject))
    .post('/search', search);
}
