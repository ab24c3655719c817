import { type PeriodicTask, paced } from '../jobs/periodic-task.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Delivery, Inbox } from './ports.ts';

const EVERY_MS = 5000;
const MOST_AT_ONCE = 100;
const HOLD_MS = 30_000;
/** It failed each time: whatever is wrong with it will not get better. */
const MOST_ATTEMPTS = 5;

/** An acknowledged webhook whose process stopped before it was handled is taken up again, by one process. */
export function createTakeUp(
  given: { readonly tenant: TenantId; readonly inbox: Inbox; handle(delivery: Delivery): void },
  now: () => number,
): PeriodicTask {
  const { tenant, inbox, handle } = given;
  const bounds = { most: MOST_AT_ONCE, holdMs: HOLD_MS, mostAttempts: MOST_ATTEMPTS };
  const task = {
    name: 'webhooks left behind',
    async run(signal: AbortSignal) {
      for (const delivery of await inbox.takeLeft(tenant, 'helpdesk', bounds)) {
        if (signal.aborted) await inbox.release(tenant, 'helpdesk', delivery.deliveryId);
        else handle(delivery);
      }
    },
  };
  return paced(task, now, () => EVERY_MS);
}
