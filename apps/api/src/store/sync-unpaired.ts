import { bySide } from '@sidelight/shared/sync/sync-parts.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Side } from '../sync/canonical/canon.ts';
import type { SyncScope } from '../sync/ports.ts';
import { Unpaired, withoutRecords } from '../sync/unpaired.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';

const Count = bySide(z.int());
const Totals = z.array(
  z
    .object({ object: z.string(), at: z.coerce.date(), duplicates: Count, orphans: z.record(z.string(), Count) })
    .transform(({ object, at, duplicates, orphans }) => ({
      object,
      found: {
        ...{ foundAt: at.toISOString(), duplicates: sum([duplicates]), orphans: sum(Object.values(orphans)) },
      },
    })),
);
const sum = (all: readonly { readonly left: number; readonly right: number }[]): number =>
  all.reduce((n, { left, right }) => n + left + right, 0);

/** What comparisons found without a partner, and twice: of each kind of record what the newest one found. */
export function createUnpairedStore(db: Database) {
  return {
    /** In place of what was found before. */
    async keep({ tenant, object }: SyncScope, found: Unpaired): Promise<void> {
      const set = { found: JSON.stringify(found) };
      await db
        .insertInto('sync_unpaired')
        .values({ tenant, object, ...set })
        .onConflict((conflict) => conflict.columns(['tenant', 'object']).doUpdateSet({ ...set, found_at: sql`now()` }))
        .execute();
    },
    async find(scope: SyncScope): Promise<{ readonly at: string; readonly found: Unpaired } | undefined> {
      const row = await stored(db, scope).executeTakeFirst();
      return row && { at: new Date(row.found_at).toISOString(), found: Unpaired.parse(row.found) };
    },
    /** How many there are, by kind of record. */
    async totals(tenant: TenantId) {
      const { rows } = await sql`select object, found_at as at, found->'totals'->'duplicates' as duplicates,
        found->'totals'->'orphans' as orphans from sync_unpaired where tenant = ${tenant}`.execute(db);
      return Totals.parse(rows);
    },
  };
}
export type UnpairedStore = ReturnType<typeof createUnpairedStore>;

/** A person was erased: their records are not named any more. Within a transaction that its caller ends. */
export async function forgetUnpaired(
  tx: Database,
  scope: SyncScope,
  records: readonly { readonly side: Side; readonly id: string }[],
): Promise<void> {
  const row = await stored(tx, scope).forUpdate().executeTakeFirst();
  if (!row) return;
  const of = (own: Side) => new Set(records.flatMap(({ side, id }) => (side === own ? [id] : [])));
  const found = withoutRecords(Unpaired.parse(row.found), { left: of('left'), right: of('right') });
  await tx
    .updateTable('sync_unpaired')
    .set({ found: JSON.stringify(found) })
    .where((eb) => eb.and({ ...scope }))
    .execute();
}

const stored = (db: Database, { tenant, object }: SyncScope) =>
  db
    .selectFrom('sync_unpaired')
    .select(['found_at', 'found'])
    .where((eb) => eb.and({ tenant, object }));
