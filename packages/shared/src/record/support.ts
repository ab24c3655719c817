import { z } from 'zod';
import { RiskLevel } from '../map/health-score.ts';

/** Words of ours, in every language they may be read in. */
const Said = z.strictObject({ en: z.string(), de: z.string() });

/** `helpdesk.support`: how a customer stands by their tickets, as we keep it. */
export const SupportRecord = z.strictObject({
  /** `too_few`: there are not enough tickets to say anything. */
  level: z.enum([...RiskLevel.options, 'too_few']),
  /** `note`: against thirty days before, where there was a score then. */
  score: z.strictObject({ number: z.int(), of: z.int(), note: Said.nullable() }).nullable(),
  /** Of thirty days, oldest first; empty where there was no score at one of them. */
  trend: z.array(z.int()),
  /** What counts most, what counts most after it, and all the rest. */
  reason: Said.nullable(),
  secondReason: Said.nullable(),
  otherReasons: Said.nullable(),
  /** Null where nothing is kept. */
  openTickets: z.int().nullable(),
  lastTicketAt: z.string().nullable(),
});
export type SupportRecord = z.infer<typeof SupportRecord>;
