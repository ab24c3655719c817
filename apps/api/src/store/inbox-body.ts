import { z } from 'zod';
import type { WebhookEvent } from '../connectors/webhook.ts';

/** What a row of the inbox keeps of an event. Ids only: what it says is asked for again, so nothing personal needs keeping. */
const Body = z.object({
  type: z.string(),
  id: z.string(),
  isAnswer: z.boolean().default(false),
  authorId: z.string().optional(),
});

export const bodyOf = ({ type, detail, isAnswer, authorId }: WebhookEvent): z.input<typeof Body> => ({
  ...{ type, id: detail.id, isAnswer },
  ...(authorId !== undefined && { authorId }),
});

export function eventOf(body: unknown): WebhookEvent {
  const { type, id, isAnswer, authorId } = Body.parse(body);
  return { type, detail: { id }, isAnswer, ...(authorId !== undefined && { authorId }) };
}
