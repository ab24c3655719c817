import type { Delivered, WebhookEvent } from '../connectors/webhook.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

/** A delivery that is to be stored. */
export interface Arrival extends Delivered {
  readonly tenant: TenantId;
  readonly system: string;
  /** It says no more than that something has changed: those that arrive together are handled together. */
  readonly onlyTells: boolean;
}

export interface Delivery {
  readonly receivedAtMs: number;
  readonly event: WebhookEvent;
  readonly isHandled: boolean;
}

export interface GroupedDelivery {
  readonly system: string;
  readonly deliveryId: string;
  readonly delivery: Delivery | 'damaged';
  /** Of the group that was asked for, not of another one that waits, too. */
  readonly isOwn: boolean;
}

/** Webhook deliveries, stored before they are acknowledged. At-least-once and unordered are normal. */
export interface Inbox {
  /** With the job to handle it. False when this delivery was already there. */
  store(arrival: Arrival): Promise<boolean>;
  /** Undefined for one that has been forgotten. */
  find(tenant: TenantId, system: string, deliveryId: string): Promise<Delivery | 'damaged' | undefined>;
  /**
   * Those of a group that nobody has handled, and with them what other groups of this helpdesk wait for: what arrives in
   * a burst is handled in a few goes, and the jobs of groups that were taken along find nothing left.
   */
  group(tenant: TenantId, groupId: string): Promise<readonly GroupedDelivery[]>;
  markHandled(tenant: TenantId, handled: readonly Pick<GroupedDelivery, 'system' | 'deliveryId'>[]): Promise<void>;
}
