import { z } from 'zod';
import { WireSlas } from './sla.ts';

/** A number on the wire, text with us: nobody calculates with it, and it outgrows other languages' integers. */
const id = z.int().transform(String);

/** Vendor text that may be empty where it means "none". */
const orNone = z
  .string()
  .nullable()
  .transform((text) => text || null);

/** Text to the vendor; whoever syncs it may have written a number. */
const externalId = z
  .union([z.string(), z.number().transform(String)])
  .nullable()
  .transform((value) => value || null);

/** One of the two fields that the package installs; a helpdesk that has not installed it does not send it. */
const crmId = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((value) => value?.trim() || null);

/** What may be there, and is nothing to refuse a person for. */
const orAbsent = z
  .string()
  .nullish()
  .catch(null)
  .transform((text) => text || null);

/** Null for a record that somebody emptied: nameless, which is no reason to show nothing of it. */
const textOrEmpty = z
  .string()
  .nullable()
  .transform((text) => text ?? '');

export const WireUser = z.object({
  id,
  name: textOrEmpty,
  email: orNone,
  external_id: externalId,
  organization_id: id.nullable(),
  /** Null where the account has no fields of its own. */
  user_fields: z.object({ sidelight_crm_contact_id: crmId }).nullish(),
  /** False once the user was deleted. */
  active: z.boolean(),
  locale: orAbsent,
  iana_time_zone: orAbsent,
  /** Absent where the account has switched them off. */
  tags: z.array(z.string()).nullish(),
  updated_at: z.string(),
});
export type WireUser = z.infer<typeof WireUser>;

export const WireOrganization = z.object({
  id,
  name: textOrEmpty,
  external_id: externalId,
  organization_fields: z.object({ sidelight_crm_account_id: crmId }).nullish(),
  tags: z.array(z.string()).nullish(),
});
export type WireOrganization = z.infer<typeof WireOrganization>;

export const WireTicket = z.object({
  id,
  requester_id: id.nullable(),
  organization_id: id.nullable(),
  /** Absent where the account has one brand only. */
  brand_id: id.nullish(),
  group_id: id.nullish(),
  assignee_id: id.nullish(),
  status: z.string(),
  tags: z
    .array(z.string())
    .nullable()
    .transform((tags) => tags ?? []),
  updated_at: z.string(),
  slas: WireSlas,
});

/** Records that come with the one asked for: everybody on the ticket, and their organisations. */
const Beside = z.array(z.unknown()).nullable();
/** Only looked at: what else is in it is read by the schema of what it is. Not loose, which would copy it all. */
const WithId = z.object({ id: z.int() });

/**
 * Those of `ids`, whole. The others are not looked at: one odd record beside the requester's (an assignee, somebody
 * in copy) is no reason to show nothing of the ticket.
 */
function named<T>(
  schema: z.ZodType<T>,
  beside: z.infer<typeof Beside>,
  ids: readonly (string | null)[],
  issues: z.core.$RefinementCtx,
  name: string,
): T[] {
  return (beside ?? []).flatMap((one, at) => {
    const known = WithId.safeParse(one).data;
    if (!known || !ids.includes(String(known.id))) return [];
    const read = schema.safeParse(one);
    if (read.success) return [read.data];
    for (const { path } of read.error.issues)
      issues.addIssue({ code: 'custom', path: [name, at, ...path], message: 'is not as described' });
    return [];
  });
}

export const WireTicketAnswer = z
  .object({ ticket: WireTicket, users: Beside, organizations: Beside })
  .transform(({ ticket, users, organizations }, issues) => {
    const requesters = named(WireUser, users, [ticket.requester_id], issues, 'users');
    const wanted = ticket.organization_id ?? requesters[0]?.organization_id ?? null;
    return {
      ...{ ticket, users: requesters },
      organizations: named(WireOrganization, organizations, [wanted], issues, 'organizations'),
    };
  });
export type WireTicketAnswer = z.infer<typeof WireTicketAnswer>;

export const WireUserAnswer = z
  .object({ user: WireUser, organizations: Beside })
  .transform(({ user, organizations }, issues) => ({
    user,
    organizations: named(WireOrganization, organizations, [user.organization_id], issues, 'organizations'),
  }));
export type WireUserAnswer = z.infer<typeof WireUserAnswer>;

export const WireAgent = z.object({
  id,
  name: textOrEmpty,
  // Closed on purpose: what a person may see hangs on it.
  role: z.enum(['end-user', 'agent', 'admin']),
  custom_role_id: id.nullish(),
  /** Empty for somebody who goes by the account's language. */
  locale: textOrEmpty,
  active: z.boolean(),
  suspended: z.boolean(),
  /** False for admins and for agents without any restriction. */
  restricted_agent: z.boolean().nullish(),
  ticket_restriction: z.string().nullish(),
  /** 1 is a light agent; whoever has no role of this kind has none. */
  role_type: z.int().nullish(),
  updated_at: z.string(),
});

export const WireAgentAnswer = z.object({ user: WireAgent });
export type WireAgentAnswer = z.infer<typeof WireAgentAnswer>;

/** `GET /api/v2/users/show_many`: each is read by itself. */
export const WireUsersAnswer = z.object({ users: z.array(z.unknown()) });

/**
 * `GET /api/v2/users/me`: whose credentials ours are. To none it answers 200 too, with a visitor who has no id.
 * https://developer.zendesk.com/api-reference/ticketing/users/users/#show-self
 */
export const WireMeAnswer = z.object({
  user: z.object({
    id: id.nullable(),
    role: z.enum(['end-user', 'agent', 'admin']),
    updated_at: z.string().nullable(),
  }),
});

export const WireGroup = z.object({
  id,
  name: textOrEmpty,
  /** Deleted groups are still listed; one without this mark is not deleted. */
  deleted: z.boolean().nullish(),
});
export type WireGroup = z.infer<typeof WireGroup>;

/** Where somebody of the staff is a member: of an organisation, and of a brand. */
export const WireMembership = z.object({ organization_id: id });
export const WireBrandAgent = z.object({ brand_id: id });

/** `brand_url` is the help centre's, which may be on the customer's own domain; agents are on the subdomain's. */
export const WireBrand = z.object({ subdomain: z.string() });
export type WireBrand = z.infer<typeof WireBrand>;

/** One page, asked for by `page[size]`: only then there is a `meta`. What it lists is read one by one. */
const page = { meta: z.object({ has_more: z.boolean(), after_cursor: z.string().nullish() }) };
export const WireGroupsPage = z.object({ groups: z.array(z.unknown()), ...page });
export const WireBrandsPage = z.object({ brands: z.array(z.unknown()), ...page });
export const WireMembershipsPage = z.object({ organization_memberships: z.array(z.unknown()), ...page });
export const WireBrandAgentsPage = z.object({ brand_agents: z.array(z.unknown()), ...page });

/** `refreshed_at` is null while the vendor still counts; from 100,000 on it is a day old at most. */
export const WireCountAnswer = z.object({
  count: z.object({ value: z.int().min(0), refreshed_at: z.string().nullish() }),
});

/** The vendor's own 404. Any other one comes from something else: a wrong host, a proxy, a closed account. */
export const WireNotFound = z.object({ error: z.literal('RecordNotFound') });

/** `PUT /api/v2/tickets/{id}/tags`: nothing in it is used. */
export const WireTagsAnswer = z.object({});

/** `GET /api/v2/tickets/{id}/comments`: only what a note of ours is known by. */
export const WireCommentsAnswer = z.object({ comments: z.array(z.unknown()) });
export const WireComment = z.object({ body: z.string() });

/** `PUT /api/v2/tickets/{id}`: nothing in it is used. */
export const WireSaved = z.object({ ticket: z.object({}) });

/** `PUT /api/v2/tickets/update_many`: the job that does it; what becomes of each ticket is not asked. */
export const WireJobStarted = z.object({ job_status: z.object({ id: z.string() }) });

export const WireWebhook = z.object({ id: z.string(), endpoint: z.string() });
export const WireWebhookAnswer = z.object({ webhook: WireWebhook });
export const WireWebhooksAnswer = z.object({ webhooks: z.array(z.unknown()) });
export const WireSecretAnswer = z.object({ signing_secret: z.object({ secret: z.string().min(1) }) });
