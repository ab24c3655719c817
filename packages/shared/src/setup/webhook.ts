import { z } from 'zod';
import { SetupFailure } from './setup-failure.ts';

/** The helpdesk's webhook to us: what wakes the context before an agent opens the ticket. */
export const WebhookStanding = z.discriminatedUnion('kind', [
  /** The helpdesk is not connected or withholds the right, or we do not know our own public address. */
  z.strictObject({
    kind: z.literal('not_possible'),
    reason: z.enum(['helpdesk_not_connected', 'no_public_url', 'not_allowed']),
  }),
  z.strictObject({ kind: z.literal('not_registered') }),
  z.strictObject({
    kind: z.literal('registered'),
    since: z.string(),
    /** The helpdesk does not tell yet of all that is listened to; it is asked to each hour. */
    isBehind: z.literal(true).optional(),
    /** The last delivery whose signature was right. */
    lastDeliveryAt: z.string().optional(),
    test: z
      .strictObject({
        sentAt: z.string(),
        state: z.enum(['waiting', 'arrived', 'lost']),
        tookMs: z.number().optional(),
      })
      .optional(),
  }),
  /** Its secret stands in the server's environment. */
  z.strictObject({ kind: z.literal('operator'), lastDeliveryAt: z.string().optional() }),
]);
export type WebhookStanding = z.infer<typeof WebhookStanding>;

/** `POST /v1/setup/webhook` registers (or registers anew, with a new secret), `…/webhook/test` has one sent. */
export const WebhookAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('done') }),
  z.strictObject({ kind: z.literal('failed'), reason: SetupFailure }),
]);
export type WebhookAnswer = z.infer<typeof WebhookAnswer>;
