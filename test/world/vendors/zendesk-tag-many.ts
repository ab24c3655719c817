import { z } from 'zod';
import type { Helpdesk } from '../helpdesk.ts';
import type { Webhooks } from '../webhooks.ts';
import { ok } from './answer.ts';
import type { Route } from './vendor.ts';
import { invalid } from './zendesk-errors.ts';
import { jobObject, tooManyJobs } from './zendesk-errors-of-writes.ts';
import type { Jobs } from './zendesk-jobs.ts';

interface TagManyDeps {
  readonly helpdesk: Helpdesk;
  readonly webhooks: Webhooks;
  readonly jobs: Jobs;
  origin(): string;
}

const LARGEST = 100;
const Input = z.object({ ticket: z.object({ additional_tags: z.array(z.string().min(1)).min(1) }) });

/** One change to many tickets, as a job; of changes, only tags that are added. */
export const tagManyRoutes = ({ helpdesk, webhooks, jobs, origin }: TagManyDeps): readonly Route[] => [
  {
    method: 'put',
    path: /^\/api\/v2\/tickets\/update_many(?:\.json)?$/,
    handle(req) {
      const input = Input.safeParse(req.body);
      const ids = String(req.query.ids ?? '').split(',');
      if (!input.success || ids.length > LARGEST || ids.some((id) => !/^\d+$/.test(id))) return invalid();
      const added = input.data.ticket.additional_tags;
      const tag = (id: number) => {
        const before = helpdesk.ticket(id);
        const isWritable = before && before.status !== 'closed' && !helpdesk.isPrivate(id);
        const after = isWritable && helpdesk.change(id, { tags: [...new Set([...before.tags, ...added])] });
        if (!before || !after) return { id, status: 'Failed', success: false, error: 'TicketUpdateFailed' };
        webhooks.emitChanges(before, after, undefined);
        return { id, action: 'update', status: 'Updated', success: true };
      };
      const job = jobs.start('Bulk Update Ticket', ids.length, () => ids.map((id) => tag(Number(id))));
      return job ? ok(jobObject(job, origin())) : tooManyJobs();
    },
  },
];
