import { ok } from './answer.ts';
import type { Route } from './vendor.ts';
import { notFound } from './zendesk-errors.ts';
import { jobObject } from './zendesk-errors-of-writes.ts';
import type { Jobs } from './zendesk-jobs.ts';

export const jobRoutes = (jobs: Jobs, origin: () => string): readonly Route[] => [
  {
    method: 'get',
    path: /^\/api\/v2\/job_statuses\/(?<id>\w+?)(?:\.json)?$/,
    handle: (req) => {
      const job = jobs.find(String(req.params.id));
      return job ? ok(jobObject(job, origin())) : notFound();
    },
  },
];
