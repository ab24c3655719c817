import { HelpdeskId } from '@sidelight/shared/context/request.ts';
import type { Response } from 'express';
import type { Caller } from '../context/open-request.ts';
import { sessionOf } from './authenticate.ts';
import { callerOf } from './context-route.ts';
import { sendProblem } from './problem.ts';

/** What the helpdesk confirms of a ticket. */
export type TicketOf<S> = (
  caller: Caller,
  ticketId: string,
  signal: AbortSignal,
) => Promise<S | 'unknown_ticket' | 'unverified'>;

/** Nothing is said or done of a ticket before the helpdesk has confirmed it: undefined where it is refused, which is said. */
export async function confirmedTicket<S extends object>(
  res: Response,
  ticketId: string,
  subjectsOf: TicketOf<S>,
  signal: AbortSignal,
): Promise<S | undefined> {
  const refuse = (code: 'not_found' | 'not_checked') => {
    sendProblem(res, code);
    return undefined;
  };
  if (!HelpdeskId.safeParse(ticketId).success) return refuse('not_found');
  const subjects = await subjectsOf(callerOf(sessionOf(res)), ticketId, signal);
  if (subjects === 'unknown_ticket') return refuse('not_found');
  return subjects === 'unverified' ? refuse('not_checked') : subjects;
}
