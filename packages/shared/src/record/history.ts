import { z } from 'zod';

/** Without tickets in a private group: who may see one of those, only the helpdesk knows. */
const HistoryTicket = z.strictObject({
  id: z.string(),
  subject: z.string(),
  status: z.enum(['new', 'open', 'pending', 'hold', 'solved', 'closed']),
  /** When it was solved; of one that is not, when it last changed. */
  at: z.string(),
  /** Who has it. */
  agent: z.string().nullable(),
  csat: z.enum(['good', 'bad']).nullable(),
  /** Null while nothing is decided, and where no service target applies. */
  sla: z.enum(['kept', 'missed']).nullable(),
  isEscalated: z.boolean(),
  brandId: z.string().nullable(),
  url: z.string(),
});
export type HistoryTicket = z.infer<typeof HistoryTicket>;

/** `helpdesk.history`: the tickets of a customer that changed last, newest first. */
export const HistoryRecord = z.strictObject({
  tickets: z.array(HistoryTicket),
  /** There are older ones, or some that are in a private group. */
  isMore: z.boolean(),
});
export type HistoryRecord = z.infer<typeof HistoryRecord>;
