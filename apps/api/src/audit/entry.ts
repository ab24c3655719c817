import type { AuditAction } from '@sidelight/shared/audit/audit-actions.ts';
import type { Actor, AuditDetails, AuditEntry } from './ports.ts';

export type EntryOf = (action: AuditAction, actor: Actor, requestId: string, details?: AuditDetails) => AuditEntry;

/** The one way in which an entry is made of what somebody does. */
export const entriesAt =
  (now: () => number): EntryOf =>
  (action, { tenant, userId, role }, requestId, { ticketId, requesterId, accountId, about, count } = {}) => ({
    ...{ tenant, atMs: now(), requestId, actorId: userId, role, action },
    ...(ticketId !== undefined && { ticketId }),
    ...(requesterId !== undefined && { requesterId }),
    ...(accountId !== undefined && { accountId }),
    ...(about !== undefined && { about }),
    ...(count !== undefined && { count }),
  });
