import { z } from 'zod';

/** HubSpot names its API versions by date; each is supported for 18 months. Tried with this one. */
const API_VERSION = '2026-03';

export const HubspotOptions = z.strictObject({
  /** The account's own number, "Hub ID" in HubSpot. */
  portalId: z.string().regex(/^\d+$/),
  apiVersion: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .default(API_VERSION),
  /** What the history of a property calls our own writes: the number of the app or service key. */
  appId: z.string().regex(/^\d+$/).optional(),
  /** "Client ID" of the app whose webhooks come here: with the app's secret, its journal is read. */
  clientId: z.uuid().optional(),
  /** What the account is on: it decides how many calls there are. */
  plan: z.enum(['starter', 'professional', 'enterprise']).default('starter'),
});
export type HubspotOptions = z.infer<typeof HubspotOptions>;
