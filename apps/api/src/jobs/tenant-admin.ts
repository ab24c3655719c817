import { type JobsAnswer, type JobsReport, type JobsRequest, QueueName } from '@sidelight/shared/jobs/jobs-report.ts';
import type { OnRecord } from '../audit/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { DeadLetters, JobQueue } from './ports.ts';

export interface TenantJobsAdmin {
  report(): Promise<JobsReport>;
  /** All of one queue that were given up for one reason. */
  settle(what: 'retry' | 'discard', which: JobsRequest, record: OnRecord): Promise<JobsAnswer>;
}

export interface TenantJobsAdminDeps {
  readonly tenant: TenantId;
  readonly jobs: Pick<JobQueue<never>, 'waiting'>;
  readonly letters: DeadLetters;
}

/** More are not counted, nor settled at once: what is left is there the next time. */
const MAX_COUNTED = 1000;

/** What an admin sees and does of one helpdesk's background work. */
export function createTenantJobsAdmin({ tenant, jobs, letters }: TenantJobsAdminDeps): TenantJobsAdmin {
  return {
    async report() {
      const waiting = Map.groupBy(await jobs.waiting({ tenant }, MAX_COUNTED), ({ queue }) => queue);
      const dead = await letters.list({ tenant }, MAX_COUNTED);
      const givenUp = Map.groupBy(dead, ({ queue, reason }) => `${queue} ${reason}`);
      return {
        waiting: QueueName.options.map((queue) => {
          const own = waiting.get(queue) ?? [];
          return { queue, count: own.length, failing: own.filter((job) => job.attempts > 0 && !job.isRunning).length };
        }),
        givenUp: [...givenUp.values()].flatMap((own) => {
          const [latest] = own;
          // A queue of a later release is its pages' to show.
          const queue = QueueName.safeParse(latest?.queue);
          if (!latest || !queue.success) return [];
          return [{ queue: queue.data, reason: latest.reason, count: own.length, at: latest.at }];
        }),
      };
    },
    async settle(what, { queue, reason }, record) {
      const found = await letters.list({ tenant, queue, reason }, MAX_COUNTED);
      return { kind: 'done', count: await letters[what](found, record) };
    },
  };
}
