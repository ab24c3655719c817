import { z } from 'zod';

/** A number on the wire, text with us: nobody calculates with it, and it outgrows other languages' integers. */
const id = z.int().transform(String);

/** Vendor text that may be empty where it means "none". */
const orNone = z
  .string()
  .nullable()
  .transform((text) => text || null);

/** One of the two fields that the package installs; a helpdesk that has not installed it does not send it. */
const crmId = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((value) => value?.trim() || null);

export const WireUser = z.object({
  id,
  name: z.string(),
  email: orNone,
  external_id: orNone,
  organization_id: id.nullable(),
  user_fields: z.object({ sidelight_crm_contact_id: crmId }).optional(),
  /** False once the user was deleted. */
  active: z.boolean(),
  updated_at: z.string(),
});
export type WireUser = z.infer<typeof WireUser>;

export const WireOrganization = z.object({
  id,
  name: z.string(),
  external_id: orNone,
  organization_fields: z.object({ sidelight_crm_account_id: crmId }).optional(),
});
export type WireOrganization = z.infer<typeof WireOrganization>;

export const WireTicketAnswer = z.object({
  ticket: z.object({
    id,
    requester_id: id.nullable(),
    organization_id: id.nullable(),
    status: z.string(),
    tags: z.array(z.string()),
    updated_at: z.string(),
  }),
  users: z.array(WireUser),
  organizations: z.array(WireOrganization),
});
export type WireTicketAnswer = z.infer<typeof WireTicketAnswer>;

export const WireUserAnswer = z.object({ user: WireUser, organizations: z.array(WireOrganization) });
export type WireUserAnswer = z.infer<typeof WireUserAnswer>;

export const WireAgentAnswer = z.object({
  user: z.object({
    id,
    name: z.string(),
    // Closed on purpose: what a person may see hangs on it.
    role: z.enum(['end-user', 'agent', 'admin']),
    custom_role_id: id.nullish(),
    locale: z.string(),
    active: z.boolean(),
    suspended: z.boolean(),
    updated_at: z.string(),
  }),
});
export type WireAgentAnswer = z.infer<typeof WireAgentAnswer>;

export const WireGroup = z.object({
  id,
  name: z.string(),
  /** Deleted groups are still listed. */
  deleted: z.boolean(),
});
export type WireGroup = z.infer<typeof WireGroup>;

/** One page, asked for by `page[size]`: only then there is a `meta`. */
export const WireGroupsPage = z.object({
  groups: z.array(WireGroup),
  meta: z.object({ has_more: z.boolean(), after_cursor: z.string().nullish() }),
});

/** The vendor's own 404. Any other one comes from something else: a wrong host, a proxy, a closed account. */
export const WireNotFound = z.object({ error: z.literal('RecordNotFound') });

/** `PUT /api/v2/tickets/{id}/tags`: all tags the ticket has now. */
export const WireTagsAnswer = z.object({ tags: z.array(z.string()) });

/** `PUT /api/v2/tickets/{id}`: nothing in it is used. */
export const WireSaved = z.object({ ticket: z.object({}) });

const WireWebhook = z.object({ id: z.string(), endpoint: z.string() });
export const WireWebhookAnswer = z.object({ webhook: WireWebhook });
export const WireWebhooksAnswer = z.object({ webhooks: z.array(WireWebhook) });
export const WireSecretAnswer = z.object({ signing_secret: z.object({ secret: z.string().min(1) }) });
