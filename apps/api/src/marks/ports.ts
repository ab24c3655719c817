import type { UnmarkedTicket } from '@sidelight/shared/health/unmarked-ticket.ts';
import type { Reply } from '../health/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

/** A ticket that was answered while something an agent decides by was old, missing, or taken for right and found wrong. */
export interface Mark {
  readonly ticketId: string;
  /** What it was answered on: an incident, or the hour. A ticket is marked once for each. */
  readonly basis: string;
  /** Ids of the fields that were not confirmed. */
  readonly fields: readonly string[];
  readonly isDone: boolean;
}

export type NewMark = Omit<Mark, 'isDone'>;

/** Which one. */
export type MarkId = Pick<Mark, 'ticketId' | 'basis'>;

/** Why a ticket was not marked, and is tried no more. */
export type Unmarked = UnmarkedTicket['reason'];

/** What of a ticket's fields an agent saw old or missing, or has come into doubt. */
export interface Unconfirmed {
  readonly system: string;
  readonly field: string;
}

/**
 * The ticket was answered: what was seen of it since `since` counts as answered on, and the ticket is to be
 * marked as `markOf` says; both, or neither. Said again, it does nothing.
 */
export type Answered = (
  tenant: TenantId,
  ticketId: string,
  reply: Reply,
  since: string,
  markOf: (based: readonly Unconfirmed[]) => Omit<NewMark, 'ticketId'> | undefined,
) => Promise<void>;

export interface MarkLog {
  /** With the job to do it. Does nothing where it is there already. */
  put(tenant: TenantId, ticketId: string, basis: string, fields: readonly string[]): Promise<void>;
  /** Undefined for one that has been forgotten. */
  find(tenant: TenantId, mark: MarkId): Promise<Mark | 'damaged' | undefined>;
  done(tenant: TenantId, mark: MarkId): Promise<void>;
  giveUp(tenant: TenantId, mark: MarkId, reason: Unmarked): Promise<void>;
  /** Given up since, newest first. */
  givenUp(tenant: TenantId, since: string): Promise<readonly UnmarkedTicket[]>;
}
