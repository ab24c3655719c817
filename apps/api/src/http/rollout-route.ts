import type { GroupMembers } from '@sidelight/shared/setup/group-members.ts';
import { type RolloutAnswer, RolloutRequest } from '@sidelight/shared/setup/rollout.ts';
import type { RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { Session } from '../access/session.ts';
import type { OnRecord } from '../audit/ports.ts';
import { sessionOf } from './authenticate.ts';
import { jsonBody } from './json-body.ts';
import { sendProblem } from './problem.ts';
import type { RecordOf } from './record-of.ts';
import { requestIdOf } from './request-id.ts';
import { routes } from './routes.ts';

export interface RolloutRouteDeps {
  change(request: RolloutRequest, by: string, record: OnRecord, signal: AbortSignal): Promise<RolloutAnswer>;
  members(groups: readonly string[], signal: AbortSignal): Promise<GroupMembers>;
  /** The person's name, for the history. */
  nameOf(session: Session, signal: AbortSignal): Promise<string>;
  readonly recordOf: RecordOf<'rollout.changed'>;
}

/** As many groups as anybody chooses: each is a question to the helpdesk. */
const MAX_GROUPS = 20;
const Members = z.object({ groups: z.string().regex(/^\d{1,20}(,\d{1,20})*$/) });

const TIMEOUT_MS = 8000;

/** `/v1/setup/rollout`, for admins: another phase, other groups, other criteria; and how many people groups are. */
export function rolloutRoute(deps: RolloutRouteDeps): Router {
  const adminsOnly: RequestHandler = (_req, res, next) =>
    sessionOf(res).role === 'admin' ? next() : sendProblem(res, 'not_allowed');

  const change: RequestHandler = async (req, res) => {
    const request = RolloutRequest.parse(req.body);
    const session = sessionOf(res);
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const record = deps.recordOf('rollout.changed', session, requestIdOf(res));
    const answer = await deps.change(request, await deps.nameOf(session, signal), record, signal);
    if (answer.kind === 'done') await record.settle();
    res.set('cache-control', 'no-store').json(answer);
  };
  const members: RequestHandler = async (req, res) => {
    const { groups } = Members.parse(req.query);
    const asked = groups.split(',').slice(0, MAX_GROUPS);
    res.set('cache-control', 'no-store').json(await deps.members(asked, AbortSignal.timeout(TIMEOUT_MS)));
  };
  return routes().use(adminsOnly, jsonBody('16kb')).get('/members', members).post('/', change);
}
