import { z } from 'zod';
import { Reason } from '../failure/reason.ts';
import { BlastRadius } from './blast-radius.ts';
import { VendorReport } from './vendor-report.ts';

/** How bad it is now. `maintenance`: a lead said so beforehand, and nobody is alerted. */
export const IncidentState = z.enum(['degraded', 'down', 'locked_out', 'maintenance']);
export type IncidentState = z.infer<typeof IncidentState>;

/** One entry of an incident's timeline. Never changed, never removed. */
export const IncidentEntry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('opened'), at: z.string(), state: IncidentState, reason: Reason.optional() }),
  z.strictObject({ kind: z.literal('changed'), at: z.string(), state: IncidentState, reason: Reason.optional() }),
  z.strictObject({ kind: z.literal('acknowledged'), at: z.string(), by: z.string() }),
  z.strictObject({ kind: z.literal('assigned'), at: z.string(), by: z.string(), to: z.string() }),
  z.strictObject({ kind: z.literal('note'), at: z.string(), by: z.string(), text: z.string() }),
  /** `until`: planned end. */
  z.strictObject({ kind: z.literal('maintenance'), at: z.string(), by: z.string(), until: z.string() }),
  /** `until`: when a lead expects it to be over. */
  z.strictObject({ kind: z.literal('expected'), at: z.string(), by: z.string(), until: z.string() }),
  /** That time has passed, and it is not over. */
  z.strictObject({ kind: z.literal('overdue'), at: z.string() }),
  z.strictObject({
    kind: z.literal('alerted'),
    at: z.string(),
    channel: z.string(),
    what: z.enum(['opened', 'changed', 'closed']),
  }),
  /** `why`: an `AlertFailure`; not listed here, as every open sidebar carries this check. */
  z.strictObject({ kind: z.literal('alert_failed'), at: z.string(), channel: z.string(), why: z.string() }),
  z.strictObject({ kind: z.literal('vendor'), at: z.string(), report: VendorReport }),
  /** `by` where a lead ended it. */
  z.strictObject({ kind: z.literal('closed'), at: z.string(), by: z.string().optional() }),
  /** The tickets it had touched were given a tag in the helpdesk, to be found there at once. */
  z.strictObject({ kind: z.literal('tagged'), at: z.string(), by: z.string(), tag: z.string(), tickets: z.int() }),
  z.strictObject({ kind: z.literal('answers_checked'), at: z.string(), checked: z.int(), differing: z.int() }),
]);
export type IncidentEntry = z.infer<typeof IncidentEntry>;

/** So many entries are shown with an incident, and answered in one page. */
export const TIMELINE_PAGE = 50;

/** `GET /v1/incidents/:id/timeline?from=<n>`: oldest first, from the n-th entry on. */
export const TimelinePage = z.strictObject({ total: z.int(), from: z.int(), entries: z.array(IncidentEntry) });
export type TimelinePage = z.infer<typeof TimelinePage>;

/**
 * What became of telling the owner. `none`: the owner has no channel. `failed`: at least one, which is named with why,
 * could not be reached, and so far will not be. One shape for all states, as every open sidebar carries its check.
 */
export const IncidentAlert = z.strictObject({
  state: z.enum(['none', 'sending', 'sent', 'failed']),
  channel: z.string().optional(),
  /** An `AlertFailure`. */
  why: z.string().optional(),
});
export type IncidentAlert = z.infer<typeof IncidentAlert>;

/** One incident as one person may see it: agents get what helps with a ticket, leads and admins all of it. */
export const Incident = z.strictObject({
  id: z.string(),
  system: z.string(),
  /** The system's name in the reader's language. */
  name: z.string(),
  state: IncidentState,
  reason: Reason.optional(),
  since: z.string(),
  /** Absent while it lasts. */
  closedAt: z.string().optional(),
  /** Planned end of a maintenance, or when a lead expects it to be over. */
  until: z.string().optional(),
  radius: BlastRadius,
  /** Who is on it and what a lead has written, in the reader's language. */
  leadSays: z.string().optional(),
  /** Whom to ask meanwhile: the same as beside each field that cannot be had. */
  ask: z.string(),
  /** For leads and admins from here on. */
  acknowledged: z.strictObject({ at: z.string(), by: z.string() }).optional(),
  /** Who takes care of it, where a lead has said so. */
  assigned: z.string().optional(),
  alert: IncidentAlert.optional(),
  vendor: VendorReport.optional(),
  /** The newest entries of it; `GET /v1/incidents/:id/timeline` has all. */
  timeline: z.array(IncidentEntry).optional(),
  /** Older entries that were left out of `timeline`. */
  earlier: z.int().optional(),
  /** After recovery: tickets whose decision fields turned out different from what was shown. */
  atRisk: z.int().optional(),
});
export type Incident = z.infer<typeof Incident>;

/** The same as a banner reads it: what only leads are shown is let through unread, as every open sidebar carries its check. */
export const BannerIncident = Incident.extend({
  acknowledged: z.unknown().optional(),
  alert: z.unknown().optional(),
  vendor: z.unknown().optional(),
  timeline: z.unknown().optional(),
});
export type BannerIncident = z.infer<typeof BannerIncident>;
