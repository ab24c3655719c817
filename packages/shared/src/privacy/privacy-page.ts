import { z } from 'zod';
import { EraseReason, ErasureItem, ErasureReceipt } from './erasure-receipt.ts';
import { fitsWho } from './who-text.ts';

const Text = z.string().trim().min(1).max(320);

/** Whom somebody looks for. A ticket stands for who wrote it. */
export const Who = z
  .strictObject({ by: z.enum(['email', 'user', 'ticket', 'contact']), text: Text })
  .refine(({ by, text }) => fitsWho(by, text), { path: ['text'] });
export type Who = z.infer<typeof Who>;
export type WhoBy = Who['by'];

export const WhoRequest = z.strictObject({ who: Who });
/** `typed`: an address or number of theirs, typed once more. */
export const EraseRequest = z.strictObject({ who: Who, reason: EraseReason, typed: Text });
export type EraseRequest = z.infer<typeof EraseRequest>;
export const ErasureRequest = z.strictObject({ id: z.string().min(1).max(64) });

export const HeldPlace = z.object({
  /** The name of a table of ours. */
  place: z.string(),
  /** `other`: a text of somebody else's that names them. */
  class: z.enum(['personal', 'pseudonymous', 'other']),
  rows: z.int(),
  since: z.string().optional(),
  /** When the newest of it is deleted, where that is by time alone. */
  until: z.string().optional(),
});
export type HeldPlace = z.infer<typeof HeldPlace>;

export const Look = z.object({
  at: z.string(),
  actorId: z.string(),
  role: z.string(),
  action: z.string(),
  ticketId: z.string().optional(),
});
export type Look = z.infer<typeof Look>;

/** What is held about somebody, and who looked. */
export const PrivacyReport = z.object({
  at: z.string(),
  known: z.object({
    addresses: z.array(z.string()),
    names: z.array(z.string()),
    users: z.array(z.string()),
    contacts: z.array(z.string()),
    tickets: z.int(),
  }),
  held: z.array(HeldPlace),
  /** Their records in other systems, which are not ours to erase. */
  elsewhere: z.array(z.object({ system: z.string(), id: z.string(), owner: z.string() })),
  looks: z.array(Look),
  /** There are more than these. */
  isMoreLooks: z.boolean(),
  backupsKeptDays: z.number(),
  erasure: ErasureReceipt.optional(),
});
export type PrivacyReport = z.infer<typeof PrivacyReport>;

/** `not_typed`: what was typed is none of theirs; `nobody`: nothing is known that an erasure could go by. */
export const EraseAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('asked'), erasure: ErasureReceipt }),
  z.object({ kind: z.enum(['not_typed', 'nobody']) }),
]);
export type EraseAnswer = z.infer<typeof EraseAnswer>;

/** Open ones first, then the newest. */
export const Erasures = z.object({ items: z.array(ErasureItem), isMore: z.boolean() });
export type Erasures = z.infer<typeof Erasures>;
