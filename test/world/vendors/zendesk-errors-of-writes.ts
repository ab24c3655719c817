import type { Answer } from './answer.ts';
import { forbidden, notFound, refusal } from './zendesk-errors.ts';
import type { Job } from './zendesk-jobs.ts';
import { zendeskTime } from './zendesk-objects.ts';
import type { WriteRefused } from './zendesk-write-refused.ts';

/** How a write of one record is refused. */
export function unwritten({ code, field, error, words }: WriteRefused): Answer {
  if (code === 'RecordNotFound') return notFound();
  if (code === 'Forbidden') return forbidden();
  return {
    status: 422,
    body: {
      ...{ error: 'RecordInvalid', description: 'Record validation errors' },
      details: { [field]: [{ description: words, error }] },
    },
  };
}

export const tooManyJobs = (): Answer => ({
  status: 429,
  headers: { 'retry-after': '30', 'zendesk-ratelimit-inflight-jobs': 'total=30; remaining=0; resets=30' },
  body: { error: 'TooManyJobs', description: 'Too many jobs are currently queued or running. Try again later.' },
});

export const bulkIsOff = (): Answer =>
  refusal(403, 'Forbidden', 'This endpoint is not enabled for your account. Contact support to enable it.');

export const jobObject = (job: Job, origin: string) => ({
  job_status: {
    id: job.id,
    url: `${origin}/api/v2/job_statuses/${job.id}.json`,
    job_type: job.type,
    total: job.total,
    progress: job.status === 'completed' ? job.total : null,
    status: job.status,
    message: job.status === 'completed' ? `Completed at ${zendeskTime(job.createdAtMs)}` : null,
    results: job.results,
  },
});
