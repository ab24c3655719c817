import { z } from 'zod';

/** A helpdesk id: digits, within what JavaScript and the vendor both carry as text. */
export const HelpdeskId = z.string().regex(/^\d{1,20}$/);

/** What the page already knows, so that reads can start before the helpdesk has confirmed it. */
export const Hints = z.strictObject({
  requesterId: HelpdeskId.optional(),
  organizationId: HelpdeskId.optional(),
});
export type Hints = z.infer<typeof Hints>;

/** `POST /v1/context`. A new ticket has no id yet: there the requester is what the helpdesk confirms. */
export const ContextRequest = z.union([
  z.strictObject({
    ticketId: HelpdeskId,
    hints: Hints.optional(),
    /** Read this one card again, past the cache. */
    refresh: z.string().max(40).optional(),
  }),
  z.strictObject({
    requesterId: HelpdeskId,
    organizationId: HelpdeskId.optional(),
    refresh: z.string().max(40).optional(),
  }),
]);
export type ContextRequest = z.infer<typeof ContextRequest>;

/** `POST /v1/links/pin` and `/v1/links/reject`. */
export const LinkRequest = z.strictObject({
  ticketId: HelpdeskId.optional(),
  requesterId: HelpdeskId,
  accountId: z.string().min(1).max(120),
  /** By which a search said that it had found this account. */
  found: z.string().max(1000).optional(),
});
export type LinkRequest = z.infer<typeof LinkRequest>;
