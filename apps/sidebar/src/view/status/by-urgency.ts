import type { AnswersAtRisk } from '@sidelight/shared/health/answers-at-risk.ts';

type Ticket = AnswersAtRisk['tickets'][number];

/** A reply that has gone out may need another; what nobody has answered yet can wait. Newest first within each. */
export const byUrgency = (tickets: readonly Ticket[]): Ticket[] =>
  tickets.toSorted((a, b) => Number(b.wasAnswered) - Number(a.wasAnswered) || Number(b.ticketId) - Number(a.ticketId));
