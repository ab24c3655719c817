import type { UnmarkedTicket } from '@sidelight/shared/health/unmarked-ticket.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

/** A ticket that was answered while something an agent decides by was old or missing. */
export interface Mark {
  readonly ticketId: string;
  /** What it was answered on: an incident, or the hour. A ticket is marked once for each. */
  readonly basis: string;
  /** Ids of the fields that were not confirmed. */
  readonly fields: readonly string[];
  readonly attempts: number;
}

/** Why a ticket was not marked, and is tried no more. */
export type Unmarked = UnmarkedTicket['why'];

export interface MarkLog {
  /** Does nothing where it is there already. */
  put(tenant: TenantId, ticketId: string, basis: string, fields: readonly string[]): Promise<void>;
  /** Those whose time has come, held for `holdMs`. */
  claim(tenant: TenantId, most: number, holdMs: number): Promise<readonly Mark[]>;
  done(tenant: TenantId, mark: Mark): Promise<void>;
  /** To be tried again in so long. */
  failed(tenant: TenantId, mark: Mark, retryMs: number): Promise<void>;
  giveUp(tenant: TenantId, mark: Mark, why: Unmarked): Promise<void>;
  /** Given up since, newest first. */
  givenUp(tenant: TenantId, since: string): Promise<readonly UnmarkedTicket[]>;
}
