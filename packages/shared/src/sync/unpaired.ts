import { z } from 'zod';
import { bySide, SyncSide } from './sync-parts.ts';

/**
 * Why a record has no partner. `several`: more than one could be meant. `differs`: one has the same value and is somebody
 * else by a field that counts before it. `taken`: whoever has the value is linked to another. `no_value`: it has none to be
 * found by. `not_ready`: nobody has it, and it lacks what a new record needs. `nobody`: nobody has it, and none are made
 * there. `aside`: a field by which records find each other is set aside.
 */
export const OrphanWhy = z.enum(['several', 'differs', 'taken', 'no_value', 'not_ready', 'nobody', 'aside']);
export type OrphanWhy = z.infer<typeof OrphanWhy>;

const count = z.int();

/** What a side calls a record, and where it is found there. */
const RecordLink = z.strictObject({ id: z.string(), url: z.string().optional() });

/** Records of one side with the same value of one field; `size`: how many there are, of which some are named. */
const DuplicateView = z.strictObject({
  ...{ side: SyncSide, field: z.string(), fieldLabel: z.string(), size: count, records: z.array(RecordLink) },
});
export type DuplicateView = z.infer<typeof DuplicateView>;

/** `field`: by which it would have found somebody. */
const OrphanView = z.strictObject({
  ...{ side: SyncSide, ...RecordLink.shape, why: OrphanWhy },
  ...{ field: z.string().optional(), fieldLabel: z.string().optional() },
  /** On the other side: some of those who have the same value. */
  there: z.array(RecordLink),
});
export type OrphanView = z.infer<typeof OrphanView>;

/** `GET /v1/sync/unpaired`: what the newest comparison of one kind of record has found, no values. */
export const UnpairedPage = z.strictObject({
  /** Absent where nothing has been compared. */
  foundAt: z.string().optional(),
  duplicates: z.array(DuplicateView),
  orphans: z.array(OrphanView),
  /** Of all, also of those that are not listed. */
  totals: z.strictObject({
    duplicates: bySide(count),
    orphans: z.array(z.strictObject({ why: OrphanWhy, left: count, right: count })),
  }),
});
export type UnpairedPage = z.infer<typeof UnpairedPage>;
