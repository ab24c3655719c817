import type { RequestHandler } from 'express';
import type { RequestLimits } from '../access/request-limits.ts';
import { sessionOf } from './authenticate.ts';
import type { CallerCheck } from './caller-check.ts';
import { sendRefusal } from './problem.ts';

/** Below `/v1`: whatever answers about a ticket, or a requester, that is named by whoever asks. */
export const NAMING = ['/tickets', '/links', '/answers', '/reveal', '/owners/tell', '/setup/preview', '/status/stream'];

/** Who has asked for too much that is not there waits before they may name anything more; `confirm` counts. */
export function guesses(check: CallerCheck, limits: Pick<RequestLimits, 'guessing'>): RequestHandler {
  return (_req, res, next) => {
    const session = sessionOf(res);
    const refused = check.limited(limits.guessing(session), session);
    if (refused) sendRefusal(res, refused);
    else next();
  };
}
