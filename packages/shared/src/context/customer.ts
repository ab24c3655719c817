import { z } from 'zod';
import { Reason } from '../failure/reason.ts';

/** What makes us believe a requester is an account. Strongest first. */
export const Evidence = z.enum([
  'picked',
  'organization_external_id',
  'requester_external_id',
  'email',
  'email_without_tag',
  'domain',
]);
export type Evidence = z.infer<typeof Evidence>;

/** The person on the ticket, as the helpdesk knows them. */
export const Requester = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string().optional(),
  organization: z.string().optional(),
});
export type Requester = z.infer<typeof Requester>;

/** One account a requester may belong to. */
export const Candidate = z.strictObject({
  /** The CRM's account id; what a pick sends back. */
  accountId: z.string(),
  name: z.string(),
  /** A short line to tell candidates apart, e.g. "Pro · brightside.example". */
  detail: z.string().optional(),
  evidence: z.array(Evidence).min(1),
  url: z.string().optional(),
});
export type Candidate = z.infer<typeof Candidate>;

/** What an agent should know of how this was found, in their language: it changed, or an id is not clear. */
const note = z.string().optional();

/** Who the ticket is about, or exactly what stands between us and knowing it. */
export const Customer = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('linked'),
    requester: Requester,
    account: z.strictObject({ id: z.string(), name: z.string().optional(), url: z.string().optional() }),
    evidence: z.array(Evidence).min(1),
    /** A pick can be taken back; a match by a stable id cannot. */
    canReject: z.boolean(),
    /** What explains an odd match, in one line and their language: an old ID, a mailbox that several people share. */
    story: z.string().optional(),
    /** When an agent picked it, where that is known (ISO 8601, server clock). */
    pickedAt: z.string().optional(),
    note,
  }),
  /** Two or more accounts fit: the agent picks. */
  z.strictObject({ state: z.literal('ambiguous'), requester: Requester, candidates: z.array(Candidate).min(2), note }),
  /** Weak evidence only: the agent confirms. */
  z.strictObject({ state: z.literal('suggested'), requester: Requester, candidates: z.array(Candidate).min(1), note }),
  /** The CRM was asked and knows nobody. */
  z.strictObject({
    state: z.literal('nobody'),
    requester: Requester,
    /** What would fit, had no agent said that it is another: not offered, but that can be taken back. */
    ruledOut: z.array(Candidate).min(1).optional(),
    note,
  }),
  z.strictObject({ state: z.literal('no_email'), requester: Requester, note }),
  z.strictObject({ state: z.literal('no_requester') }),
  /** The helpdesk knows no such ticket here: deleted, or another account's. */
  z.strictObject({ state: z.literal('unknown_ticket') }),
  /** The helpdesk could not confirm whose ticket this is, so nothing is released. */
  z.strictObject({ state: z.literal('unverified'), reason: Reason }),
  /** The CRM could not be asked, and nothing else says who this is. */
  z.strictObject({ state: z.literal('unresolved'), requester: Requester, reason: Reason }),
]);
export type Customer = z.infer<typeof Customer>;
