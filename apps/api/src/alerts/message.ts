import { Reason } from '@sidelight/shared/failure/reason.ts';
import { IncidentState } from '@sidelight/shared/health/incident.ts';
import { reportableCode } from '@sidelight/shared/map/reportable-code.ts';
import { Role } from '@sidelight/shared/map/system.ts';
import { Phase } from '@sidelight/shared/setup/phase.ts';
import { z } from 'zod';

/** What an owner is told of an incident. Nothing in it is about a customer. */
export const IncidentMessage = z.strictObject({
  kind: z.literal('incident'),
  what: z.enum(['opened', 'changed', 'closed']),
  incidentId: z.string(),
  /** The system's name. */
  system: z.string(),
  state: IncidentState,
  reason: Reason.optional(),
  since: z.string(),
  at: z.string(),
  /** Names of workflows, most urgent first. */
  breaks: z.array(z.string()),
  openTickets: z.int(),
  agents: z.int(),
});

/** What somebody at a ticket, or the product itself, has noticed about a field. */
export const FieldMessage = z.strictObject({
  kind: z.literal('field'),
  what: z.enum(['reported', 'new_value']),
  field: z.string(),
  label: z.string(),
  system: z.string(),
  /** A code of the vendor's, which the map has no word for. Whatever is no code, stored ones included, is only that it is new. */
  code: z.string().transform(reportableCode).optional(),
  ticketId: z.string().optional(),
  at: z.string(),
});

/** A credential that ends. Its name, never its value. */
export const SecretMessage = z.strictObject({
  kind: z.literal('secret'),
  what: z.enum(['expires_soon', 'expired']),
  /** The system's name. */
  system: z.string(),
  name: z.string(),
  expiresAt: z.string(),
  at: z.string(),
});

/** The rollout went back one phase by itself. */
export const RolloutMessage = z.strictObject({
  kind: z.literal('rollout'),
  from: Phase,
  to: Phase,
  why: z.string(),
  /** The helpdesk's name: there the sidebar is gone for some. */
  system: z.string(),
  at: z.string(),
});

/** A deal was won, and its company is in the helpdesk now. The number of its organisation, and nobody's name. */
export const CustomerMessage = z.strictObject({
  kind: z.literal('customer'),
  /** The CRM's name. */
  system: z.string(),
  organizationId: z.string(),
  contacts: z.int(),
  /** Of the list of what is to be done. */
  steps: z.int(),
  at: z.string(),
});

/** How far the CRM and the helpdesk are from agreeing. Counts and spans, and no record. */
export const SyncMessage = z.strictObject({
  kind: z.literal('sync'),
  what: z.enum(['began', 'over']),
  alarm: z.enum([
    ...(['lag', 'unread', 'drift', 'failures', 'dead_letters', 'reviews_overdue', 'erasures'] as const),
    ...(['webhook_silence', 'field_aside'] as const),
  ]),
  /** The name of the system that values go to, or that is not heard. */
  system: z.string(),
  /** The kind of record, or one field of it: `contact.phone`. */
  object: z.string().optional(),
  /** Where it stands and what the map allows: a share, a count or milliseconds. Absent where it is over. */
  value: z.number().optional(),
  limit: z.number().optional(),
  since: z.string(),
  at: z.string(),
});

/** Somebody has masked values shown more often than they may, or than they usually do. No value, field or customer. */
export const RevealMessage = z.strictObject({
  kind: z.literal('reveal'),
  what: z.enum(['limit', 'unusual']),
  /** The helpdesk's name. */
  system: z.string(),
  /** Their number in the helpdesk. */
  userId: z.string(),
  role: Role,
  /** In an hour, or in a day. */
  count: z.int(),
  at: z.string(),
});

/** How a system's webhooks come. Counts alone: what was refused said whatever its sender chose. */
export const WebhookMessage = z.strictObject({
  kind: z.literal('webhook'),
  what: z.enum(['began', 'over']),
  alarm: z.enum(['silence', 'bad_signatures', 'unreadable']),
  /** The system's name. */
  system: z.string(),
  /** How many usually come meanwhile, or how many were refused. Absent where it is over. */
  count: z.int().optional(),
  since: z.string(),
  at: z.string(),
});

export const AlertMessage = z.discriminatedUnion('kind', [
  IncidentMessage,
  FieldMessage,
  SecretMessage,
  RolloutMessage,
  CustomerMessage,
  SyncMessage,
  RevealMessage,
  WebhookMessage,
]);
export type AlertMessage = z.infer<typeof AlertMessage>;
export type IncidentMessage = z.infer<typeof IncidentMessage>;
export type WebhookMessage = z.infer<typeof WebhookMessage>;
export type SyncMessage = z.infer<typeof SyncMessage>;
export type RevealMessage = z.infer<typeof RevealMessage>;
export type SecretMessage = z.infer<typeof SecretMessage>;
export type CustomerMessage = z.infer<typeof CustomerMessage>;
