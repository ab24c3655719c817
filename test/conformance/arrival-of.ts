import type { TenantId } from '@sidelight/api/tenants/tenant-id.ts';
import type { Arrival } from '@sidelight/api/webhooks/ports.ts';

/** A delivery of the helpdesk, as it is stored. */
export const arrivalOf = (tenant: TenantId, deliveryId: string, given: Partial<Arrival> = {}): Arrival => ({
  ...{ tenant, system: 'helpdesk', deliveryId, onlyTells: false },
  event: { type: 'zen:event-type:ticket.created', detail: { id: '1' }, isAnswer: false },
  ...given,
});
