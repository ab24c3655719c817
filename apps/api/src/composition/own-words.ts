import type { AuditTrail } from '../audit/ports.ts';
import { type RememberedWords, rememberWords } from '../context/identify/own-word.ts';
import { newRequestId } from '../http/request-id.ts';

/** What helpdesks have said to single agents, of every tenant of a process. That one was shown nothing is on record. */
export const createOwnWordsOf = (audit: Pick<AuditTrail, 'tally'>, now: () => number): RememberedWords =>
  rememberWords({
    now,
    onHidden: ({ tenant, userId, role }, request) =>
      audit.tally({
        ...{ tenant, atMs: now(), requestId: newRequestId(), actorId: userId, role, action: 'context.hidden' },
        // Each ticket by itself, however often it is asked for.
        ...('ticketId' in request
          ? { ticketId: request.ticketId, about: `ticket ${request.ticketId}` }
          : { requesterId: request.requesterId, about: 'user' }),
      }),
  });
