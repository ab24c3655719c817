import type { DataKeyRows } from '../secrets/ports.ts';
import { tenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { changeIn } from './on-record.ts';

/** Data keys as they are wrapped, one tenant after the other. */
export function createDataKeyRows(db: Database): DataKeyRows {
  return {
    async tenants() {
      const rows = await db.selectFrom('data_keys').select('tenant').distinct().orderBy('tenant').execute();
      return rows.map(({ tenant }) => tenantId(tenant)).filter((tenant) => tenant !== undefined);
    },
    async of(tenant) {
      const rows = await db
        .selectFrom('data_keys')
        .select(['version', 'wrapped_by', 'wrapped'])
        .where('tenant', '=', tenant)
        .orderBy('version')
        .execute();
      return rows.map(({ version, wrapped_by, wrapped }) => ({ version, wrappedBy: wrapped_by, wrapped }));
    },
    rewrap(tenant, was, { wrapped, wrappedBy }, record) {
      const rewrap = async (tx: Database) => {
        const { numUpdatedRows } = await tx
          .updateTable('data_keys')
          .set({ wrapped, wrapped_by: wrappedBy })
          .where('tenant', '=', tenant)
          .where('version', '=', was.version)
          .where('wrapped', '=', was.wrapped)
          .executeTakeFirst();
        return numUpdatedRows > 0n;
      };
      return changeIn(db, record, rewrap, Boolean);
    },
  };
}
