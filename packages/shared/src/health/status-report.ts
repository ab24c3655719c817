import { z } from 'zod';
import { TicketAtRisk } from './answers-at-risk.ts';
import { Incident } from './incident.ts';
import { PlannedMaintenance } from './planned.ts';
import { Status } from './status.ts';
import { UnmarkedTicket } from './unmarked-ticket.ts';
import { VendorBudget } from './vendor-budget.ts';
import { VendorReport } from './vendor-report.ts';

/** How fast one system, or one read of it, has been answering. Milliseconds. */
const Speed = { calls: z.int(), p50Ms: z.number(), p95Ms: z.number() };

/** `GET /v1/status`: the whole picture for leads and admins. */
export const StatusReport = z.strictObject({
  ...Status.shape,
  /** Systems that nobody has connected: how they are doing is not known. */
  notConnected: z.array(z.string()),
  agentsOnline: z.int(),
  openTickets: z.int(),
  /** The last hour, of calls that reached the system. */
  latency: z.array(z.strictObject({ system: z.string(), name: z.string(), ...Speed })),
  /** Where the time goes: reads in the order they start, medians from the agent's click. */
  waterfall: z.array(
    z.strictObject({ read: z.string(), system: z.string(), name: z.string(), startMs: z.number(), ...Speed }),
  ),
  slo: z.strictObject({
    withinMs: z.int(),
    /** The goal, e.g. 0.99. */
    share: z.number(),
    days: z.int(),
    total: z.int(),
    kept: z.int(),
    /** 1: untouched; 0: used up; below 0: overdrawn. */
    budgetLeft: z.number(),
    /** How many times faster than allowed it is used up in the last hour. */
    burnRate: z.number(),
    /** Per day, oldest first: share kept, or null where nothing was asked. */
    byDay: z.array(z.strictObject({ day: z.string(), share: z.number().nullable() })),
  }),
  vendors: z.array(VendorReport),
  budgets: z.array(VendorBudget),
  /** Maintenance that is to come, the next one first. */
  planned: z.array(PlannedMaintenance),
  /** Of these incidents, tickets that nobody has taken care of, and for a while those that somebody just has; `POST /v1/incidents/:id/answers/:ticket/handled`. */
  risks: z.array(z.strictObject({ ...TicketAtRisk.shape, incidentId: z.string() })),
  /** Closed in the last seven days, newest first. */
  recent: z.array(Incident),
  /** Stored rows that could not be read and are missing from this report, or from health. */
  damaged: z.int(),
  /** In the last seven days, newest first. */
  unmarked: z.array(UnmarkedTicket),
});
export type StatusReport = z.infer<typeof StatusReport>;
