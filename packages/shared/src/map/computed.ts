import { z } from 'zod';

/** What Sidelight itself works out of a customer's tickets, for fields that both sides then hold. */
export const ComputedId = z.enum([
  'health_score',
  /** Points more or less than thirty days ago. */
  'health_change',
  'health_reasons',
  'risk_level',
  'last_ticket_date',
  'open_tickets',
  'case_volume',
  'escalations',
  'sla_breaches',
  'csat',
  'recurring_issue',
  'support_tags',
]);
export type ComputedId = z.infer<typeof ComputedId>;
