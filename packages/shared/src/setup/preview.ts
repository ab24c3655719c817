import { z } from 'zod';
import { Card } from '../context/card.ts';
import { Customer } from '../context/customer.ts';
import { CardFrame } from '../context/frame.ts';
import { HelpdeskId } from '../context/request.ts';

/** As whom an admin looks. `restricted`: an agent who may open some tickets only. */
export const PreviewedAs = z.enum(['agent', 'restricted', 'lead']);
export type PreviewedAs = z.infer<typeof PreviewedAs>;

/** `POST /v1/setup/preview`, for admins: a ticket as somebody else of the staff sees it. */
export const PreviewRequest = z.strictObject({
  as: PreviewedAs,
  /** A group they are in, to say whether the rollout has reached it. */
  group: HelpdeskId.optional(),
  /** Without it: the ticket that was opened last. */
  ticketId: HelpdeskId.optional(),
});
export type PreviewRequest = z.infer<typeof PreviewRequest>;

export const PreviewAnswer = z.discriminatedUnion('kind', [
  /** Nobody has opened a ticket yet, so there is none to choose. */
  z.strictObject({ kind: z.literal('no_ticket') }),
  z.strictObject({
    kind: z.literal('shown'),
    at: z.string(),
    ticketId: z.string(),
    customer: Customer,
    frames: z.array(CardFrame),
    cards: z.array(Card),
    /** Labels of what the admin sees there, and they do not. */
    hidden: z.array(z.string()),
    /** Whether the rollout, as saved, has reached that group; absent where none was named. */
    isReached: z.boolean().optional(),
  }),
]);
export type PreviewAnswer = z.infer<typeof PreviewAnswer>;
