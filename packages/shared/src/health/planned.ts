import { z } from 'zod';
import { Incident } from './incident.ts';

/** Maintenance that has been planned and has not begun. `DELETE /v1/incidents/planned/:id` takes it back. */
export const PlannedMaintenance = z.strictObject({
  id: z.string(),
  system: z.string(),
  /** The system's name in the reader's language. */
  name: z.string(),
  startsAt: z.string(),
  until: z.string(),
  text: z.string(),
  by: z.string(),
});
export type PlannedMaintenance = z.infer<typeof PlannedMaintenance>;

/** Answer of `POST /v1/incidents`: what began, or the id of what is to come. */
export const MaintenanceAnswer = z.union([Incident, z.strictObject({ id: z.string() })]);
export type MaintenanceAnswer = z.infer<typeof MaintenanceAnswer>;
