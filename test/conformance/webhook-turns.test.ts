import { join } from 'node:path';
import { createWebhookReceipt } from '@sidelight/api/composition/webhooks.ts';
import { loadMap } from '@sidelight/api/map/load-map.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { expect, it } from 'vitest';

it('a burst of deliveries leaves connections of the database to whoever asks for a context', async () => {
  const map = await loadMap(join(import.meta.dirname, '../../map'), new AbortController().signal);
  const tenant = requireTenant('acme');
  let atOnce = 0;
  let most = 0;
  const receive = createWebhookReceipt({
    ...{ secrets: undefined, mapOf: () => map, configuredOf: () => 'secret', isServed: async () => true },
    ...{ awake: () => undefined, now: Date.now },
    inbox: {
      async store() {
        most = Math.max(most, ++atOnce);
        await new Promise((resolve) => setTimeout(resolve, 2));
        atOnce--;
        return true;
      },
    },
  });
  const handle = await receive(tenant, 'helpdesk');
  const body = { type: 'zen:event-type:ticket.created', id: '1', isAnswer: false };
  const stored = Array.from({ length: 100 }, (_, n) => handle!.inbox.store(tenant, 'helpdesk', String(n), body));
  expect(await Promise.all(stored)).toHaveLength(100);
  expect(most).toBe(4);
});
