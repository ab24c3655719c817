import type { Problem, ProblemCode } from '@sidelight/shared/failure/problem.ts';
import type { ErrorRequestHandler, Response } from 'express';
import { ZodError } from 'zod';
import { type Refused, retryAfter } from './caller-check.ts';
import { requestIdOf } from './request-id.ts';

const catalogue: Readonly<
  Record<ProblemCode, { readonly status: number; readonly title: string; readonly detail?: string }>
> = {
  bad_request: { status: 400, title: 'The request is not understood' },
  too_large: { status: 413, title: 'The request is too large' },
  not_signed_in: { status: 401, title: 'Not signed in', detail: 'Reload the apps in the helpdesk.' },
  session_expired: { status: 401, title: 'The session has ended', detail: 'Reload the apps in the helpdesk.' },
  consent_needed: { status: 401, title: 'The helpdesk may not be asked as you', detail: 'Allow it at `href`.' },
  token_refused: { status: 401, title: 'The entry was refused', detail: 'Reload the apps in the helpdesk.' },
  not_allowed: { status: 403, title: 'Not allowed' },
  not_found: { status: 404, title: 'Nothing here' },
  not_a_candidate: {
    ...{ status: 403, title: 'That account is none of this requester’s' },
    detail: 'Nothing in the CRM connects them. A lead may choose it all the same.',
  },
  not_checked: { status: 503, title: 'The CRM could not be asked', detail: 'Nothing was changed. Try again.' },
  signature_refused: { status: 401, title: 'The signature was refused' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  store_away: {
    ...{ status: 503, title: 'The database of this server does not answer' },
    detail: 'Nothing was saved. Try again in a minute.',
  },
  internal: { status: 500, title: 'Something went wrong on our side' },
};

/** A refusal with a stable code; never an internal message. */
export function problem(
  code: ProblemCode,
  requestId: string,
  fields?: readonly string[],
  own?: string,
  href?: string,
): Problem {
  const { status, title, detail = own } = catalogue[code];
  return {
    type: 'about:blank',
    status,
    title,
    code,
    ...(detail === undefined ? {} : { detail }),
    requestId,
    ...(href === undefined ? {} : { href }),
    ...(fields === undefined ? {} : { fields: [...fields] }),
  };
}

/** `detail`: what to do, where the code alone does not say. */
export function sendProblem(res: Response, code: ProblemCode, fields?: readonly string[], detail?: string): void {
  const body = problem(code, requestIdOf(res), fields, detail);
  res.status(body.status).type('application/problem+json').send(JSON.stringify(body));
}

/** What was refused before it was read. */
export function sendRefusal(res: Response, { code, retryAfterMs }: Refused): void {
  if (retryAfterMs !== undefined) res.setHeader('retry-after', retryAfter(retryAfterMs));
  sendProblem(res, code);
}

/** The paths that were wrong, without what stood there. */
export const wrongFields = (error: ZodError): string[] => [
  ...new Set(error.issues.map((issue) => issue.path.map(String).join('.') || '(body)')),
];

interface ThrownDeps {
  onBug(error: unknown, requestId: string): void;
  /** Whether it is only our database that is out of reach. */
  isStoreAway(error: unknown): boolean;
}

/** The last handler: what was thrown becomes a code. Details go to the log alone. */
export function problems({ onBug, isStoreAway }: ThrownDeps): ErrorRequestHandler {
  return (error, _req, res, _next) => {
    if (res.headersSent) {
      // Too late for a code; the framework's own way out writes the error, values and all, to stderr.
      onBug(error, requestIdOf(res));
      return void res.destroy();
    }
    if (error instanceof ZodError) return sendProblem(res, 'bad_request', wrongFields(error));
    const status: unknown = error instanceof Error && 'status' in error ? error.status : undefined;
    if (status === 413) return sendProblem(res, 'too_large');
    if (typeof status === 'number' && status >= 400 && status < 500) return sendProblem(res, 'bad_request');
    onBug(error, requestIdOf(res));
    sendProblem(res, isStoreAway(error) ? 'store_away' : 'internal');
  };
}
