import { z } from 'zod';
import type { Backoff } from './backoff.ts';

/** One kind of work. Its jobs hold the tenant and these ids: never content, and nothing about a person. */
export interface Queue<Ids extends Readonly<Record<string, string>>> {
  readonly name: string;
  readonly ids: z.ZodType<Ids>;
  /** Tries in all. */
  readonly attempts: number;
  readonly backoff: Backoff;
  /** Longer than one try can take: a job whose process died is taken again after it. */
  readonly holdMs: number;
  /** At once in one process. */
  readonly concurrency: number;
  /** At once for one tenant, over all processes: however much one has waiting, it holds up no other. */
  readonly perTenant: number;
  /** Jobs of one `order` run one after the other, and one that is tried again holds up those behind it. */
  readonly isOrdered: boolean;
  /** After a look that found less than was asked for: what comes meanwhile is taken together. */
  readonly restMs?: number;
}

const id = z.string().min(1);

/** A delivery in the inbox; of the helpdesk where no system is named. */
export const webhookQueue = {
  name: 'webhook',
  ids: z.strictObject({ deliveryId: id, system: id.exactOptional() }),
  attempts: 5,
  backoff: { firstMs: 2000, maxMs: 60_000 },
  holdMs: 10_000,
  concurrency: 8,
  perTenant: 4,
  isOrdered: false,
} satisfies Queue<{ deliveryId: string; system?: string }>;

/** Deliveries of the inbox that arrived together, each of which only tells of a change. Each job takes along what waits. */
export const webhookGroupQueue = {
  ...webhookQueue,
  name: 'webhook_group',
  perTenant: 1,
  restMs: 100,
  ids: z.strictObject({ groupId: id }),
} satisfies Queue<{ groupId: string }>;

/** An alert to one channel. Tried for about a day: long after that nobody wants to be told. */
export const alertQueue = {
  name: 'alert',
  ids: z.strictObject({ alertId: id }),
  attempts: 290,
  backoff: { firstMs: 2000, maxMs: 5 * 60_000 },
  holdMs: 15_000,
  concurrency: 8,
  perTenant: 4,
  isOrdered: true,
} satisfies Queue<{ alertId: string }>;

/** A ticket to be marked: three calls, for which there are 30 s. */
export const markQueue = {
  name: 'mark',
  ids: z.strictObject({ ticketId: id, basis: id }),
  attempts: 60,
  backoff: { firstMs: 5000, maxMs: 10 * 60_000 },
  holdMs: 40_000,
  concurrency: 4,
  perTenant: 1,
  isOrdered: false,
} satisfies Queue<{ ticketId: string; basis: string }>;

const syncWork = z.enum([
  'deliver_left',
  'deliver_right',
  'take_in_left',
  'take_in_right',
  'told_left',
  'told_right',
  'take_in_deals',
  'decided',
  'look_at_fields',
  'read_journal',
]);
export type SyncWork = z.infer<typeof syncWork>;

/**
 * Changes that wait to be sent to one side, or to be asked for, records that we were told of, and what people decided: one
 * after the other for each.
 */
export const syncQueue = {
  name: 'sync_work',
  ids: z.strictObject({ object: id, work: syncWork }),
  attempts: 60,
  backoff: { firstMs: 2000, maxMs: 60_000 },
  holdMs: 60_000,
  concurrency: 4,
  perTenant: 4,
  isOrdered: true,
} satisfies Queue<{ object: string; work: SyncWork }>;

/** Records to be made on one side, one after the other for each kind: apart from what follows edits, which waits for none of it. */
export const syncMakeQueue = {
  name: 'sync_make',
  ids: z.strictObject({ object: id, to: z.enum(['left', 'right']) }),
  attempts: 60,
  backoff: { firstMs: 2000, maxMs: 60_000 },
  holdMs: 90_000,
  concurrency: 2,
  perTenant: 2,
  isOrdered: true,
} satisfies Queue<{ object: string; to: 'left' | 'right' }>;

/** A company whose deal was won: what follows once it is in the helpdesk, for which it may have to wait. */
export const newCustomerQueue = {
  name: 'new_customer',
  ids: z.strictObject({ companyId: id }),
  attempts: 200,
  backoff: { firstMs: 300, maxMs: 5 * 60_000 },
  holdMs: 30_000,
  concurrency: 2,
  perTenant: 1,
  isOrdered: true,
} satisfies Queue<{ companyId: string }>;

/** Everything on both sides compared: minutes, for which there are 20. */
export const syncRunQueue = {
  name: 'sync_run',
  ids: z.strictObject({ runId: id }),
  attempts: 5,
  backoff: { firstMs: 10_000, maxMs: 5 * 60_000 },
  holdMs: 20 * 60_000,
  concurrency: 2,
  perTenant: 2,
  isOrdered: true,
} satisfies Queue<{ runId: string }>;

const supportWork = z.enum(['read', 'follow', 'work_out', 'note']);
export type SupportWork = z.infer<typeof supportWork>;

/** Tickets to be looked at, customers to be worked out, notes to be written: one after the other for each. */
export const supportQueue = {
  name: 'support',
  ids: z.strictObject({ work: supportWork }),
  attempts: 60,
  backoff: { firstMs: 2000, maxMs: 60_000 },
  holdMs: 60_000,
  concurrency: 4,
  perTenant: 4,
  isOrdered: true,
} satisfies Queue<{ work: SupportWork }>;

/** Issues of the tracker that somebody waits for: one question for all, and one for each that has left the list. */
export const issueWatchQueue = {
  name: 'issue_watch',
  ids: z.strictObject({ work: z.literal('look') }),
  attempts: 5,
  backoff: { firstMs: 10_000, maxMs: 5 * 60_000 },
  holdMs: 90_000,
  concurrency: 2,
  perTenant: 1,
  isOrdered: true,
} satisfies Queue<{ work: 'look' }>;

/** A person to be erased: every step can be done again. What is never done is looked at again by the hour, besides. */
export const erasureQueue = {
  name: 'erasure',
  ids: z.strictObject({ erasureId: id }),
  attempts: 60,
  backoff: { firstMs: 2000, maxMs: 10 * 60_000 },
  holdMs: 120_000,
  concurrency: 2,
  perTenant: 1,
  isOrdered: true,
} satisfies Queue<{ erasureId: string }>;

/** What there is to be done in the background. */
export const queues = [
  webhookQueue,
  webhookGroupQueue,
  alertQueue,
  markQueue,
  syncQueue,
  syncMakeQueue,
  newCustomerQueue,
  syncRunQueue,
  supportQueue,
  issueWatchQueue,
  erasureQueue,
] as const;
export const queueNames: readonly string[] = queues.map(({ name }) => name);
