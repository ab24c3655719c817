import { z } from 'zod';

/** What a ticket may be created or changed with here. Other members are ignored, as the vendor does. */
export const TicketInput = z.object({
  ticket: z.object({
    subject: z.string().optional(),
    requester_id: z.int().nullable().optional(),
    organization_id: z.int().nullable().optional(),
    status: z.enum(['new', 'open', 'pending', 'hold', 'solved', 'closed']).optional(),
    tags: z.array(z.string()).optional(),
    comment: z
      .object({ body: z.string(), public: z.boolean().default(true), author_id: z.int().optional() })
      .optional(),
    followers: z.array(z.object({ user_id: z.string(), action: z.enum(['put', 'delete']) })).optional(),
  }),
});
export type TicketInput = z.infer<typeof TicketInput>;

export const TagsInput = z.object({ tags: z.array(z.string().min(1)) });

export const WebhookInput = z.object({
  webhook: z.object({
    name: z.string(),
    description: z.string().optional(),
    endpoint: z.url(),
    status: z.enum(['active', 'inactive']).default('active'),
    http_method: z.string().default('POST'),
    request_format: z.string().default('json'),
    subscriptions: z.array(z.string()).default([]),
  }),
});

export const WebhookChange = z.object({ webhook: z.object({ subscriptions: z.array(z.string()) }) });

/** The payload is a text there; an object is taken as the JSON it stands for. */
export const WebhookTestInput = z.object({
  request: z.object({
    payload: z.union([z.string(), z.record(z.string(), z.unknown()).transform((body) => JSON.stringify(body))]),
  }),
});
