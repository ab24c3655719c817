import type { UnmarkedTicket } from '@sidelight/shared/health/unmarked-ticket.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

/** What is kept of a helpdesk's webhook: ids, and whether it was somebody of the staff answering the customer. */
export interface HelpdeskEvent {
  readonly type: string;
  readonly detail: { readonly id: string };
  readonly isAnswer: boolean;
}

export interface Delivery {
  readonly deliveryId: string;
  readonly receivedAtMs: number;
  readonly event: HelpdeskEvent;
}

/** Webhook deliveries, stored before they are acknowledged. At-least-once and unordered are normal. */
export interface Inbox {
  /** False when this delivery was already there. Nobody else takes it up for `holdMs`. */
  store(tenant: TenantId, system: string, deliveryId: string, body: unknown, holdMs: number): Promise<boolean>;
  markHandled(tenant: TenantId, system: string, deliveryId: string): Promise<void>;
  /** Whoever takes it up next need not wait. */
  release(tenant: TenantId, system: string, deliveryId: string): Promise<void>;
  /** Deliveries that nobody has handled and nobody works on, oldest first, held for `holdMs`. */
  takeLeft(
    tenant: TenantId,
    system: string,
    bounds: { readonly most: number; readonly holdMs: number; readonly mostAttempts: number },
  ): Promise<readonly Delivery[]>;
  /** Deletes what was handled and is older than the one, and everything older than the other. */
  forget(tenant: TenantId, handledBefore: string, before: string): Promise<void>;
}

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
  forget(tenant: TenantId, before: string): Promise<void>;
}
