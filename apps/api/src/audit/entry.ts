import type { AuditAction } from '@sidelight/shared/audit/audit-actions.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { AuditEntry } from './ports.ts';

/** Who does something, in their session or without one. */
export interface Actor {
  readonly tenant: TenantId;
  readonly userId: string;
  readonly role: string;
}

type Detail = 'ticketId' | 'requesterId' | 'accountId' | 'about' | 'count';
/** What a row says beside who did what: of which ticket, which customer, and what of ours. */
export type AuditDetails = { readonly [K in Detail]?: AuditEntry[K] | undefined };

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
