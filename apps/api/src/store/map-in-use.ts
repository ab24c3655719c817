import type { OnRecord } from '../audit/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { changeIn } from './on-record.ts';

/**
 * By which map a helpdesk is served from now on. The first is only kept; another one is kept with its row, by whichever
 * process comes first.
 */
export const createMapInUse =
  (db: Database) =>
  async (tenant: TenantId, hash: string, recordOf: (before: string) => OnRecord): Promise<void> => {
    const known = await db.selectFrom('tenants').select('map_hash').where('tenant', '=', tenant).executeTakeFirst();
    if (!known || known.map_hash === hash) return;
    const before = known.map_hash;
    const keep = async (tx: Database) => {
      const one = tx.updateTable('tenants').set({ map_hash: hash }).where('tenant', '=', tenant);
      const { numUpdatedRows } = await one.where('map_hash', 'is not distinct from', before).executeTakeFirst();
      return numUpdatedRows > 0n;
    };
    await changeIn(db, before === null ? undefined : recordOf(before), keep, Boolean);
  };
