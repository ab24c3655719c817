import { JobsRequest } from '@sidelight/shared/jobs/jobs-report.ts';
import type { RequestHandler, Router } from 'express';
import type { TenantJobsAdmin } from '../jobs/tenant-admin.ts';
import { sessionOf } from './authenticate.ts';
import { jsonBody } from './json-body.ts';
import { sendProblem } from './problem.ts';
import type { RecordOf } from './record-of.ts';
import { requestIdOf } from './request-id.ts';
import { routes } from './routes.ts';

export interface JobsRouteDeps {
  readonly admin: TenantJobsAdmin;
  readonly recordOf: RecordOf<'jobs.retried' | 'jobs.discarded'>;
}

/** `/v1/jobs`, for admins: background work that waits or was given up. */
export function jobsRoute({ admin, recordOf }: JobsRouteDeps): Router {
  const adminsOnly: RequestHandler = (_req, res, next) =>
    sessionOf(res).role === 'admin' ? next() : sendProblem(res, 'not_allowed');
  const read: RequestHandler = async (_req, res) => {
    res.set('cache-control', 'no-store').json(await admin.report());
  };
  const settle =
    (what: 'retry' | 'discard', action: 'jobs.retried' | 'jobs.discarded'): RequestHandler =>
    async (req, res) => {
      const record = recordOf(action, sessionOf(res), requestIdOf(res));
      const answer = await admin.settle(what, JobsRequest.parse(req.body), record);
      res.set('cache-control', 'no-store').json(answer);
    };
  return routes()
    .use(adminsOnly, jsonBody('16kb'))
    .get('/', read)
    .post('/retry', settle('retry', 'jobs.retried'))
    .post('/discard', settle('discard', 'jobs.discarded'));
}
