import type { WebhookEvent } from '../connectors/webhook.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

export interface Delivery {
  readonly receivedAtMs: number;
  readonly event: WebhookEvent;
  readonly isHandled: boolean;
}

/** Webhook deliveries, stored before they are acknowledged. At-least-once and unordered are normal. */
export interface Inbox {
  /** With the job to handle it. False when this delivery was already there. */
  store(tenant: TenantId, system: string, deliveryId: string, body: unknown): Promise<boolean>;
  /** Undefined for one that has been forgotten. */
  find(tenant: TenantId, system: string, deliveryId: string): Promise<Delivery | 'damaged' | undefined>;
  markHandled(tenant: TenantId, system: string, deliveryId: string): Promise<void>;
}
