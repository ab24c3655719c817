import { z } from 'zod';
import { VendorText } from './vendor-text.ts';

/** A webhook that a vendor's own app sends: people set it up there, and bring the key it signs with here. */
export const AppWebhook = z.strictObject({
  system: z.string(),
  systemName: z.string(),
  /** The vendor's name. */
  name: z.string(),
  /** Where it is to be sent. Absent where the server does not know its own address. */
  address: z.url().optional(),
  /** What it is to be subscribed to, in the vendor's words. */
  subscriptions: z.array(z.string()),
  /** What it is for, what the vendor calls its signing key, and where it shows it. */
  ...{ about: VendorText, keyLabel: VendorText, help: VendorText },
  signingKey: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    /** It stands in the server's environment. */
    z.strictObject({ kind: z.literal('operator') }),
    z.strictObject({
      kind: z.literal('set'),
      at: z.string(),
      by: z.string(),
      /** Until when the one before it is accepted too. */
      previousUntil: z.string().optional(),
    }),
  ]),
  /** The last delivery whose signature was right. */
  lastDeliveryAt: z.string().optional(),
});
export type AppWebhook = z.infer<typeof AppWebhook>;

/** `GET /v1/setup/webhooks`, for admins. */
export const AppWebhooks = z.strictObject({
  at: z.string(),
  webhooks: z.array(AppWebhook),
  /** What is wrong with those of any system, the helpdesk's among them, and what to do: in the reader's language. */
  alarms: z.array(z.strictObject({ system: z.string(), text: z.string() })),
});
export type AppWebhooks = z.infer<typeof AppWebhooks>;

/** `POST /v1/setup/webhooks/:system`. Null takes it away. */
export const AppWebhookRequest = z.strictObject({ signingKey: z.string().max(4000).nullable() });
export type AppWebhookRequest = z.infer<typeof AppWebhookRequest>;

export const AppWebhookAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('done') }),
  z.strictObject({
    kind: z.literal('refused'),
    /** `known`: it is printed in the vendor's documents. */
    why: z.enum(['no_key_store', 'by_server', 'too_short', 'not_one_word', 'known', 'none_set']),
    /** The fewest characters there can be. */
    least: z.int().optional(),
  }),
]);
export type AppWebhookAnswer = z.infer<typeof AppWebhookAnswer>;
