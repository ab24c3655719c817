import { z } from 'zod';
import { SystemHealth } from './health.ts';
import { BannerIncident, Incident } from './incident.ts';

/** Health and what is open now. One banner an incident, worst first. */
export const Status = z.strictObject({
  /** Server clock (ISO 8601). */
  at: z.string(),
  systems: z.array(SystemHealth),
  incidents: z.array(Incident),
  /** Our own database does not answer: what comes is from memory and from the systems, and nothing can be saved. */
  isStoreAway: z.literal(true).exactOptional(),
});
export type Status = z.infer<typeof Status>;

/**
 * One line of `POST /v1/status/stream` (`application/x-ndjson`): a whole status at the start and each
 * time something in it changes, a beat every ten seconds. Ends with the session; reconnect then.
 */
export const StatusEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('status'), status: Status }),
  z.strictObject({ type: z.literal('beat'), at: z.string() }),
]);
export type StatusEvent = z.infer<typeof StatusEvent>;

/** The same, as much of it as a ticket's banner reads. */
export const BannerEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('status'), status: Status.extend({ incidents: z.array(BannerIncident) }) }),
  StatusEvent.options[1],
]);
export type BannerEvent = z.infer<typeof BannerEvent>;

/** Body of `POST /v1/status/stream`: which ticket this page shows, so that leads see how many are touched. */
export const StatusRequest = z.strictObject({
  ticketId: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional(),
  /** Nobody looks at this page just now: one line, and the server ends it. A browser keeps six connections at most. */
  isAside: z.boolean().optional(),
});
export type StatusRequest = z.infer<typeof StatusRequest>;

/** Query of `GET /v1/status`: the reader's time zone (IANA), by whose days the report counts. UTC without one. */
export const StatusQuery = z.strictObject({
  zone: z
    .string()
    .regex(/^[A-Za-z0-9_+/-]{1,60}$/)
    .optional(),
});
export type StatusQuery = z.infer<typeof StatusQuery>;
