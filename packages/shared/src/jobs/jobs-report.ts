import { z } from 'zod';
import { ReasonClass } from './reason-class.ts';

/** What there is to be done in the background. */
export const QueueName = z.enum([
  'webhook',
  'webhook_group',
  'alert',
  'mark',
  'sync_work',
  'sync_make',
  'new_customer',
  'sync_run',
  'support',
  'issue_watch',
  'erasure',
]);
export type QueueName = z.infer<typeof QueueName>;

/** `GET /v1/jobs`, for admins: one helpdesk's background work, counted. */
export const JobsReport = z.strictObject({
  waiting: z.array(
    z.strictObject({
      queue: QueueName,
      count: z.int(),
      /** Of these, tried before and to be tried again. */
      failing: z.int(),
    }),
  ),
  givenUp: z.array(
    z.strictObject({
      queue: QueueName,
      reason: ReasonClass,
      count: z.int(),
      /** The latest. */
      at: z.string(),
    }),
  ),
});
export type JobsReport = z.infer<typeof JobsReport>;

/** Which of those that were given up: all of one queue for one reason. */
export const JobsRequest = z.strictObject({ queue: QueueName, reason: ReasonClass });
export type JobsRequest = z.infer<typeof JobsRequest>;

export const JobsAnswer = z.strictObject({ kind: z.literal('done'), count: z.int() });
export type JobsAnswer = z.infer<typeof JobsAnswer>;
