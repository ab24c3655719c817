import type { TenantId } from '../tenants/tenant-id.ts';
import { createBatchWriter } from './batch-writer.ts';
import type { Database } from './database.ts';
import { countRefused, type RefusedDelivery } from './webhook-hours.ts';

/** Counts refused deliveries of a process off the request path: a flood of them is a statement every few seconds. */
export function createRefusedDeliveries(
  db: Database,
  onTrouble: (error: unknown, lost: number) => void,
  onSetAside: (error: unknown) => void,
) {
  const writer = createBatchWriter<RefusedDelivery>({
    ...{ everyMs: 5000, most: 20_000, capacity: 20_000, onTrouble, onSetAside },
    write: (refused) => countRefused(db, refused),
  });
  return {
    note: (tenant: TenantId, system: string, atMs: number): void => writer.push({ tenant, system, atMs }),
    flush: writer.flush,
    close: writer.close,
  };
}
