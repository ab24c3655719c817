import type { TicketAtRisk } from '@sidelight/shared/health/answers-at-risk.ts';
import type { Touched } from '@sidelight/shared/health/touched.ts';
import type { AuditDetails } from '../audit/ports.ts';

const MOST = 200;

/** Of answers at risk that somebody sees, a row for each ticket: what was told there, and what is so now. */
export function ticketsSeen(
  tickets: readonly Pick<TicketAtRisk, 'ticketId'>[],
  incidentId: string,
): readonly AuditDetails[] {
  const seen = tickets.slice(0, MOST).map(({ ticketId }): AuditDetails => ({ ticketId, about: incidentId }));
  return tickets.length > MOST ? [...seen, { about: incidentId }] : seen;
}

/** Of tickets that are listed with their companies' names, one row; none where no name is among them. */
export const customersSeen = ({ tickets }: Pick<Touched, 'tickets'>, about: string): readonly AuditDetails[] =>
  tickets.some(({ customer }) => customer !== undefined) ? [{ about }] : [];
