import { z } from 'zod';

/** A ticket that was answered on unconfirmed values and could not be marked: somebody has to look at it by hand. */
export const UnmarkedTicket = z.strictObject({
  ticketId: z.string(),
  /** `refused`: closed, or against a rule of the account. `no_answer`: tried for hours. */
  reason: z.enum(['refused', 'not_allowed', 'no_such_ticket', 'no_answer']),
  at: z.string(),
});
export type UnmarkedTicket = z.infer<typeof UnmarkedTicket>;
