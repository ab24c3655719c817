import { z } from 'zod';
import { RiskLevel } from '../map/health-score.ts';

/** Words of ours, in every language they may be read in. */
const Said = z.strictObject({ en: z.string(), de: z.string() });

/** Points given or taken, and what for. */
const Points = z.strictObject({ number: z.int(), note: Said });

/** `helpdesk.support`: how a customer stands by their tickets, as we keep it. */
export const SupportRecord = z.strictObject({
  /** `too_few`: there are not enough tickets to say anything. `not_kept`: tickets are not counted, sync is off. */
  level: z.enum([...RiskLevel.options, 'too_few', 'not_kept']),
  score: z.strictObject({ number: z.int(), of: z.int() }).nullable(),
  /** Points more or less than thirty days before, with a sign; null where there was no score then. */
  change: z.string().nullable(),
  /** Of thirty days, oldest first; empty where there was no score at one of them. */
  trend: z.array(z.int()),
  /** What counts most, what counts most after it, and all the rest. */
  reason: Points.nullable(),
  secondReason: Points.nullable(),
  otherReasons: Points.nullable(),
  /** Null where nothing is kept. */
  openTickets: z.int().nullable(),
  lastTicketAt: z.string().nullable(),
});
export type SupportRecord = z.infer<typeof SupportRecord>;
