import { hash } from 'node:crypto';
import { entriesAt } from '../audit/entry.ts';
import { newRequestId } from '../http/request-id.ts';
import { webhookQueue } from '../jobs/queues.ts';
import { createDeadLetters } from '../store/dead-letter-log.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { SharedDeps } from './shared-deps.ts';

const DAY_LENGTH = 10;

/** What becomes of deliveries that are not taken: nothing of what was in them is kept. */
export function refusedWebhooks({ audit, jobs, refusedDeliveries, serviceDeps }: SharedDeps) {
  const { database, log, now } = serviceDeps;
  const entryOf = entriesAt(now);
  const letters = createDeadLetters(database.db, jobs);
  return {
    /** Counted; and on record, a row a minute at most with their number. */
    onRefused(tenant: TenantId, system: string): void {
      refusedDeliveries.note(tenant, system, now());
      const nobody = { tenant, userId: '', role: '' };
      audit.tally(entryOf('webhook.refused', nobody, newRequestId(), { about: system }));
    },
    /** One dead letter a day for what is wrong in the same way, however often it is sent. */
    async onUnread(tenant: TenantId, system: string, wrong: string): Promise<void> {
      log.warn('a signed webhook could not be read', { tenant, system });
      const day = new Date(now()).toISOString().slice(0, DAY_LENGTH);
      await letters.put({
        ...{ id: idOf(JSON.stringify([tenant, system, day, wrong])), tenant, queue: webhookQueue.name },
        ...{ ids: { system, deliveryId: `unread ${day}` }, order: undefined, attempts: 1, reason: 'unreadable' },
      });
    },
  };
}

/** The same for the same text, in the form of other letters' ids. */
function idOf(text: string): string {
  const hex = hash('sha256', text, 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
