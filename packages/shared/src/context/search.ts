import { z } from 'zod';
import { Reason } from '../failure/reason.ts';
import { HelpdeskId } from './request.ts';
import { SEARCH_LENGTH } from './search-length.ts';

/** `POST /v1/links/search`. The text stands in the body alone: it may be somebody's address. */
export const SearchRequest = z.strictObject({
  ticketId: HelpdeskId.optional(),
  requesterId: HelpdeskId,
  text: z
    .string()
    .trim()
    .min(SEARCH_LENGTH.least)
    .max(SEARCH_LENGTH.most)
    .regex(/^\P{Cc}*$/u),
});
export type SearchRequest = z.infer<typeof SearchRequest>;

/** An account of the CRM that fits what was typed. */
export const FoundAccount = z.strictObject({
  accountId: z.string(),
  name: z.string(),
  /** A short line to tell accounts apart, as candidates have it. */
  detail: z.string().optional(),
  /** What of it fits. */
  by: z.enum(['email', 'domain', 'name']),
  url: z.string().optional(),
  /** Sent back with a pick: that it was found for this agent and requester, and not long ago. */
  found: z.string(),
});
export type FoundAccount = z.infer<typeof FoundAccount>;

/** What a search came to. That the CRM cannot be asked is an answer like any other. */
export const SearchAnswer = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('found'),
    accounts: z.array(FoundAccount).min(1),
    /** More fit than are named. */
    isPartial: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('nobody') }),
  /** This CRM can be searched by address and domain alone. */
  z.strictObject({ kind: z.literal('not_by_name') }),
  z.strictObject({ kind: z.literal('failed'), reason: Reason }),
]);
export type SearchAnswer = z.infer<typeof SearchAnswer>;
