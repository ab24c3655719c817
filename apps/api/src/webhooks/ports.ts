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
}
