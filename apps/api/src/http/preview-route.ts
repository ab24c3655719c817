import { type PreviewAnswer, PreviewRequest } from '@sidelight/shared/setup/preview.ts';
import type { RequestHandler, Router } from 'express';
import type { Caller } from '../context/open-request.ts';
import { sessionOf } from './authenticate.ts';
import { callerOf } from './context-route.ts';
import { jsonBody } from './json-body.ts';
import { sendProblem } from './problem.ts';
import { sendReadable } from './readable.ts';
import { requestIdOf } from './request-id.ts';
import { routes } from './routes.ts';

export interface PreviewRouteDeps {
  preview(admin: Caller, request: PreviewRequest, requestId: string, signal: AbortSignal): Promise<PreviewAnswer>;
}

const TIMEOUT_MS = 8000;

/** `POST /v1/setup/preview`, for admins: a ticket as an agent or a lead sees it. */
export function previewRoute({ preview }: PreviewRouteDeps): Router {
  const show: RequestHandler = async (req, res) => {
    const session = sessionOf(res);
    if (session.role !== 'admin') return sendProblem(res, 'not_allowed');
    const request = PreviewRequest.parse(req.body);
    const answer = await preview(callerOf(session), request, requestIdOf(res), AbortSignal.timeout(TIMEOUT_MS));
    sendReadable(res, answer);
  };
  return routes().use(jsonBody('4kb')).post('/', show);
}
