import { randomUUID } from 'node:crypto';
import type { JobWriter } from '../jobs/ports.ts';
import { webhookGroupQueue, webhookQueue } from '../jobs/queues.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Arrival } from '../webhooks/ports.ts';
import { keyOf, onceInOrder } from './arrival-keys.ts';
import type { Database } from './database.ts';
import { bodyOf } from './inbox-body.ts';
import { LEFT_TO_ITS_JOB } from './left-work.ts';

/** Within a transaction that the caller ends, with the jobs to handle them. Answers the keys of those that are new. */
export async function storeArrivals(
  tx: Database,
  jobs: JobWriter<Database>,
  arrivals: readonly Arrival[],
): Promise<Set<string>> {
  const groups = new Map<TenantId, string>();
  const groupOf = (tenant: TenantId) => {
    const known = groups.get(tenant) ?? randomUUID();
    groups.set(tenant, known);
    return known;
  };
  const inOrder = onceInOrder(arrivals);
  const stored = await tx
    .insertInto('webhook_inbox')
    .values(
      inOrder.map(({ tenant, system, deliveryId, event, onlyTells }) => ({
        ...{ tenant, system, delivery_id: deliveryId, handled_at: null, taken_until: LEFT_TO_ITS_JOB },
        body: JSON.stringify(bodyOf(event)),
        group_id: onlyTells ? groupOf(tenant) : null,
      })),
    )
    .onConflict((c) => c.doNothing())
    .returning(['tenant', 'system', 'delivery_id'])
    .execute();
  const keys = new Set(stored.map((row) => keyOf({ ...row, deliveryId: row.delivery_id })));
  const fresh = inOrder.filter((arrival) => keys.has(keyOf(arrival)));
  const alone = fresh.filter(({ onlyTells }) => !onlyTells);
  await jobs.put(
    tx,
    webhookQueue,
    // An earlier release, which may still run beside this one, knows no other system and reads no other id.
    alone.map(({ tenant, system, deliveryId }) => ({
      ...{ tenant, ids: system === 'helpdesk' ? { deliveryId } : { deliveryId, system } },
    })),
  );
  const together = new Set(fresh.flatMap(({ tenant, onlyTells }) => (onlyTells ? [tenant] : [])));
  await jobs.put(
    tx,
    webhookGroupQueue,
    [...together].map((tenant) => ({ tenant, ids: { groupId: groupOf(tenant) } })),
  );
  return keys;
}
