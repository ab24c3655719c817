import type { ContextRequest } from '@sidelight/shared/context/request.ts';
import type { AuditTrail } from '../audit/ports.ts';
import { type RememberedWords, rememberWords } from '../context/identify/own-word.ts';
import type { Caller } from '../context/open-request.ts';
import { newRequestId } from '../http/request-id.ts';

/** That somebody was shown nothing of a ticket is on record. */
export const recordHidden =
  (audit: Pick<AuditTrail, 'tally'>, now: () => number) =>
  ({ tenant, userId, role }: Caller, request: ContextRequest): void =>
    audit.tally({
      ...{ tenant, atMs: now(), requestId: newRequestId(), actorId: userId, role, action: 'context.hidden' },
      // Each ticket by itself, however often it is asked for.
      ...('ticketId' in request
        ? { ticketId: request.ticketId, about: `ticket ${request.ticketId}` }
        : { requesterId: request.requesterId, about: 'user' }),
    });

/** What helpdesks have said to single agents, of every tenant of a process. */
export const createOwnWordsOf = (
  audit: Pick<AuditTrail, 'tally'>,
  now: () => number,
  steadyNow: () => number,
): RememberedWords => rememberWords({ steadyNow, onHidden: recordHidden(audit, now) });
