import { z } from 'zod';
import { Instant } from '../instant.ts';
import { AUDIT_GROUPS } from './audit-actions.ts';

export const AuditGroup = z.enum(AUDIT_GROUPS);

const Text = z.string().min(1).max(200);

/** What is looked for. Everything that is given must hold. */
export const AuditQuery = z.strictObject({
  /** Helpdesk user id of who did it. */
  actor: Text.optional(),
  /** Helpdesk user id of a customer, or the id of an account. */
  customer: Text.optional(),
  ticket: Text.optional(),
  group: AuditGroup.optional(),
  from: Instant.optional(),
  until: Instant.optional(),
  /** The number of the last row that is known: older ones are asked for. */
  before: z.coerce.number().int().min(1).optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const AuditExportQuery = AuditQuery.extend({ format: z.enum(['csv', 'jsonl']) });

/** One row. Who the customer is, is in none: rows are found by it, and do not tell it. */
export const AuditItem = z.object({
  seq: z.int(),
  at: z.string(),
  actorId: z.string(),
  role: z.string(),
  action: z.string(),
  ticketId: z.string().optional(),
  about: z.string().optional(),
  /** What the person wrote of why, as long as that is kept. No part of the record: it can be erased. */
  note: z.string().optional(),
  count: z.int(),
});
export type AuditItem = z.infer<typeof AuditItem>;

export const AuditFindingKind = z.enum([
  ...(['edited', 'missing', 'repeated', 'cut', 'rewritten', 'forged', 'unsigned'] as const),
]);
export const AuditCheck = z.object({
  at: z.string(),
  rows: z.int(),
  findings: z.array(z.object({ kind: AuditFindingKind, seq: z.int(), until: z.int().optional() })),
  /** When the end of the chain was last signed. */
  signedAt: z.string().optional(),
  /** Only the rows were checked: the key that signed the ends does not open now. */
  endsUnread: z.literal(true).optional(),
});
export type AuditCheck = z.infer<typeof AuditCheck>;

export const AuditPage = z.object({
  at: z.string(),
  items: z.array(AuditItem),
  /** Where the next page begins, where there is one. */
  before: z.int().optional(),
  /** Absent where it was never checked. */
  check: AuditCheck.optional(),
});
export type AuditPage = z.infer<typeof AuditPage>;
