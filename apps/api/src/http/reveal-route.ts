import { RevealRequest } from '@sidelight/shared/context/reveal.ts';
import type { ProblemCode } from '@sidelight/shared/failure/problem.ts';
import type { RequestHandler, Router } from 'express';
import type { Session } from '../access/session.ts';
import type { Caller } from '../context/open-request.ts';
import type { RevealOutcome, RevealRefusal } from '../context/reveal.ts';
import { sessionOf } from './authenticate.ts';
import { callerOf } from './context-route.ts';
import { jsonBody } from './json-body.ts';
import { sendRefusal } from './problem.ts';
import { sendReadable } from './readable.ts';
import { requestIdOf } from './request-id.ts';
import { routes } from './routes.ts';

export interface RevealRouteDeps {
  reveal(caller: Caller, request: RevealRequest, requestId: string, signal: AbortSignal): Promise<RevealOutcome>;
  /** Puts an attempt on record that came to nothing. */
  refused(
    session: Session,
    requestId: string,
    why: RevealRefusal | 'not_understood',
    about?: Pick<RevealRequest, 'field' | 'ticketId'>,
  ): void;
}

const TIMEOUT_MS = 5000;
const codes: Readonly<Record<RevealRefusal, ProblemCode>> = {
  unknown_field: 'not_found',
  not_masked_for_them: 'not_allowed',
  limit: 'too_many_requests',
  unknown_ticket: 'not_found',
  not_confirmed: 'not_checked',
};

/** `POST /v1/reveal`: a masked value of the ticket that is open, for a minute and a reason that goes on record. */
export function revealRoute({ reveal, refused }: RevealRouteDeps): Router {
  const show: RequestHandler = async (req, res) => {
    const [session, requestId] = [sessionOf(res), requestIdOf(res)];
    const asked = RevealRequest.safeParse(req.body);
    if (!asked.success) {
      refused(session, requestId, 'not_understood');
      throw asked.error;
    }
    const outcome = await reveal(callerOf(session), asked.data, requestId, AbortSignal.timeout(TIMEOUT_MS));
    if (outcome.kind !== 'refused') return sendReadable(res, outcome);
    const { why, waitMs } = outcome;
    refused(session, requestId, why, asked.data);
    sendRefusal(res, { ok: false, code: codes[why], ...(waitMs !== undefined && { retryAfterMs: waitMs }) });
  };
  return routes().post('/', jsonBody('2kb'), show);
}
