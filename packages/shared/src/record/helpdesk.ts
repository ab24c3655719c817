import { z } from 'zod';
import { HelpdeskGroup } from '../setup/rollout.ts';

export const RequesterRecord = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  /** The CRM's contact id: from the field made for it, else set by whoever syncs the helpdesk with the CRM. */
  externalId: z.string().nullable(),
  /** As the helpdesk spells it, e.g. `de` or `en-US`. */
  locale: z.string().nullable().default(null),
  /** An IANA name. */
  timeZone: z.string().nullable().default(null),
});
export type RequesterRecord = z.infer<typeof RequesterRecord>;

export const OrganizationRecord = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** The CRM's account id, from the same two places. */
  externalId: z.string().nullable(),
});
export type OrganizationRecord = z.infer<typeof OrganizationRecord>;

/** `helpdesk.ticket` and, with `ticket: null`, `helpdesk.requester`. */
export const TicketRecord = z.strictObject({
  ticket: z
    .strictObject({
      id: z.string(),
      requesterId: z.string().nullable(),
      organizationId: z.string().nullable(),
      /** The brand it was written to; agents see the tickets of their brands only. */
      brandId: z.string().nullable().default(null),
      /** Which of the staff's groups has it, and who of them. */
      groupId: z.string().nullable().default(null),
      assigneeId: z.string().nullable().default(null),
      status: z.string(),
      tags: z.array(z.string()),
      /** The service target that is due next; null where no plan has one, or all are met or paused. */
      sla: z.strictObject({ metric: z.string(), dueAt: z.string() }).nullable().default(null),
    })
    .nullable(),
  requester: RequesterRecord.nullable(),
  organization: OrganizationRecord.nullable(),
  /** Of the requester and the organization, each once; left out where there are none. */
  customerTags: z.array(z.string()).optional(),
});
export type TicketRecord = z.infer<typeof TicketRecord>;

/** Which tickets somebody of the staff may open; `unknown`: some, and nobody says which. */
export const TicketRestriction = z.enum(['none', 'groups', 'assigned', 'requested', 'organization', 'unknown']);
export type TicketRestriction = z.infer<typeof TicketRestriction>;

/** `helpdesk.agent`: the person looking, for their role and language. */
export const AgentRecord = z.strictObject({
  id: z.string(),
  /** For timelines: who acknowledged, who wrote the note. */
  name: z.string(),
  role: z.enum(['end_user', 'agent', 'admin']),
  /** A role that the account has made, e.g. a team lead's; the map says which of these are leads. */
  customRoleId: z.string().nullable(),
  /** Groups they answer tickets in; null where our token may not read groups. */
  groupIds: z.array(z.string()).nullable(),
  locale: z.string(),
  isActive: z.boolean(),
  /** False for somebody who may open some tickets only, and where the helpdesk does not say. */
  seesAllTickets: z.boolean().default(false),
  restriction: TicketRestriction.default('unknown'),
  /** Organisations whose tickets are theirs; null where they are restricted to none, or nobody could read which. */
  organizationIds: z.array(z.string()).nullable().default(null),
  /** Brands whose tickets they may open; null where they are not restricted, or the helpdesk lists none. */
  brandIds: z.array(z.string()).nullable().default(null),
  /** They read tickets, and write in them for colleagues only. */
  isLight: z.boolean().default(false),
});
export type AgentRecord = z.infer<typeof AgentRecord>;

/** `groups` of the helpdesk: all there are, without the deleted ones. */
export const GroupsRecord = z.strictObject({ groups: z.array(HelpdeskGroup) });
export type GroupsRecord = z.infer<typeof GroupsRecord>;

/** `members` of the helpdesk: how many people are in one group. */
export const MembersRecord = z.strictObject({ count: z.int().min(0) });
export type MembersRecord = z.infer<typeof MembersRecord>;

/** `brands` of the helpdesk: the hosts its agents may be on, the account's own among them. */
export const BrandsRecord = z.strictObject({ hosts: z.array(z.string()) });
export type BrandsRecord = z.infer<typeof BrandsRecord>;

/** `myself` of the helpdesk: whose credentials ours are. Nothing of a customer's is read for it. */
export const MyselfRecord = z.strictObject({ id: z.string(), role: z.enum(['agent', 'admin']) });
export type MyselfRecord = z.infer<typeof MyselfRecord>;
