import { z } from 'zod';
import { HelpdeskId } from '../context/request.ts';

/** `POST /v1/incidents/:id/note` */
export const NoteRequest = z.strictObject({ text: z.string().trim().min(1).max(500) });
export type NoteRequest = z.infer<typeof NoteRequest>;

/** `POST /v1/incidents/:id/assign`: who takes care of it, as people know them. */
export const AssignRequest = z.strictObject({ to: z.string().trim().min(1).max(80) });
export type AssignRequest = z.infer<typeof AssignRequest>;

const minutes = z
  .int()
  .min(5)
  .max(24 * 60);

/** `POST /v1/incidents/:id/expect`: so long from now it will be over. A maintenance is given that end. */
export const ExpectRequest = z.strictObject({ minutes });
export type ExpectRequest = z.infer<typeof ExpectRequest>;

/** Query of `GET /v1/incidents/:id/timeline`. */
export const TimelineRequest = z.strictObject({ from: z.coerce.number().int().min(0).max(100_000).default(0) });
export type TimelineRequest = z.infer<typeof TimelineRequest>;

export const PLAN_AHEAD_MS = 60 * 86_400_000;

/** `POST /v1/incidents`: a lead declares planned maintenance. It ends by itself, or by `…/close`. */
export const MaintenanceRequest = z.strictObject({
  system: z.string().max(40),
  minutes,
  text: z.string().trim().max(500).optional(),
  /** Planned ahead, it begins then; without it, now. Never further ahead than `PLAN_AHEAD_MS`. */
  startsAt: z.iso.datetime().optional(),
});
export type MaintenanceRequest = z.infer<typeof MaintenanceRequest>;

/** `POST /v1/incidents/planned/:id`: it begins then, and takes so long. What has begun is changed by `…/expect`. */
export const ReplanRequest = MaintenanceRequest.omit({ system: true }).required({ startsAt: true });
export type ReplanRequest = z.infer<typeof ReplanRequest>;

/** `POST /v1/owners/tell`: somebody at a ticket tells the owner of a field that it cannot be had or looks wrong. */
export const TellRequest = z.strictObject({
  field: z.string().max(80),
  ticketId: HelpdeskId.optional(),
});
export type TellRequest = z.infer<typeof TellRequest>;

/** `already`: told by somebody in the last ten minutes. `undeliverable`: use the contact that is shown. */
export const TellAnswer = z.strictObject({
  state: z.enum(['told', 'already', 'undeliverable']),
  owner: z.string(),
  contact: z.string(),
});
export type TellAnswer = z.infer<typeof TellAnswer>;

/** Query of `GET /v1/map/impact`: what a system, or one field, would take with it. */
export const ImpactRequest = z.union([
  z.strictObject({ system: z.string().max(40) }),
  z.strictObject({ field: z.string().max(80) }),
]);
export type ImpactRequest = z.infer<typeof ImpactRequest>;
