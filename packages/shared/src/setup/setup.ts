import { z } from 'zod';
import { SetupConnection } from './connection.ts';
import { Readiness } from './readiness.ts';
import { Rollout } from './rollout.ts';
import { WebhookStanding } from './webhook.ts';

/** `GET /v1/setup`, for admins: everything the setup page shows, worked out anew each time. */
export const Setup = z.strictObject({
  at: z.string(),
  tenant: z.string(),
  /** The helpdesk first: without it nobody's ticket can be confirmed. */
  connections: z.array(SetupConnection),
  webhook: WebhookStanding,
  readiness: Readiness,
  rollout: Rollout,
});
export type Setup = z.infer<typeof Setup>;
