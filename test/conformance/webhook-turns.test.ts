import { join } from 'node:path';
import { createWebhookReceipt } from '@sidelight/api/composition/webhooks.ts';
import { loadMap } from '@sidelight/api/map/load-map.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import type { Arrival, Inbox } from '@sidelight/api/webhooks/ports.ts';
import { expect, it } from 'vitest';

const event = { type: 'zen:event-type:ticket.created', detail: { id: '1' }, isAnswer: false };
const told = { type: 'zen:event-type:user.details_changed', detail: { id: '1' }, isAnswer: false };

async function receive(store: Inbox['store']) {
  const map = await loadMap(join(import.meta.dirname, '../../map'), new AbortController().signal);
  const handleOf = createWebhookReceipt({
    onRefused: () => {},
    onUnread: async () => {},
    ...{ secrets: undefined, mapOf: () => map, configuredOf: () => 'secret', isServed: async () => true },
    ...{ awake: () => undefined, staffDoubted: () => {}, steadyNow: Date.now, inbox: { store } },
  });
  return (await handleOf(requireTenant('acme'), 'helpdesk'))!;
}

it('beyond five thousand deliveries on their way the vendor is told to come again', async () => {
  const waiting: ((isNew: boolean) => void)[] = [];
  const handle = await receive(() => new Promise((resolve) => waiting.push(resolve)));
  const stored = Array.from({ length: 5000 }, (_, n) => handle.store({ deliveryId: String(n), event }));
  await expect(handle.store({ deliveryId: 'more', event })).rejects.toThrow();
  for (const resolve of waiting) resolve(true);
  expect(await Promise.all(stored)).toHaveLength(5000);
  const after = handle.store({ deliveryId: 'more', event });
  waiting.at(-1)!(true);
  expect(await after).toBe(true);
});

it('says which of them only tells of a change', async () => {
  const arrivals: Arrival[] = [];
  const handle = await receive(async (arrival) => arrivals.push(arrival) > 0);
  await handle.store({ deliveryId: '1', event });
  await handle.store({ deliveryId: '2', event: told });
  expect(arrivals).toEqual([
    { tenant: 'acme', system: 'helpdesk', deliveryId: '1', event, onlyTells: false },
    { tenant: 'acme', system: 'helpdesk', deliveryId: '2', event: told, onlyTells: true },
  ]);
});
