import { z } from 'zod';

/** What a call is made for, in the order in which work is served: the last one yields first. */
export const WorkKind = z.enum(['live', 'follow_up', 'sync', 'backfill', 'probe']);
export type WorkKind = z.infer<typeof WorkKind>;

export const WORK_KINDS: readonly WorkKind[] = WorkKind.options;

/** How much of what one vendor allows is used, over all processes: as of a few seconds ago. */
export const VendorBudget = z.strictObject({
  system: z.string(),
  connector: z.string(),
  /** The vendor's name as people know it. */
  source: z.string(),
  /** Of each limit, what work in the background may use. */
  share: z.number(),
  /** Each window the vendor counts in; 0 is one that only it knows. */
  limits: z.array(z.strictObject({ windowMs: z.int(), calls: z.int(), used: z.int() })),
  /** Calls of the last hour. */
  lastHour: z.strictObject({ live: z.int(), follow_up: z.int(), sync: z.int(), backfill: z.int(), probe: z.int() }),
  /** Kinds of work that wait, so that there is enough for agents. */
  yielding: z.array(WorkKind),
});
export type VendorBudget = z.infer<typeof VendorBudget>;
