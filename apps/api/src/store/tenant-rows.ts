import { sql } from 'kysely';
import { z } from 'zod';
import { dataInventory } from '../privacy/data-inventory.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { channelOf } from './notifications.ts';

export interface ForgottenTenant {
  readonly tenant: string;
  readonly forgottenAt: string;
  readonly askedBy: string;
  /** Rows, by table. */
  readonly erased: Readonly<Record<string, number>>;
  readonly backupsUntil: string;
}

const MOST_AT_ONCE = 2000;
const JOBS = 'sidelight_jobs.job';
/** It is the proof. */
const STAYS = 'forgotten_tenants';

/** What there is of a helpdesk, table by table; those alone that hold something. */
export async function countTenant(db: Database, tenant: TenantId): Promise<Record<string, number>> {
  const counted = new Map<string, number>();
  for (const { table, column } of tablesOfTenants) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}
      where ${sql.ref(column)} = ${tenant}`.execute(db);
    if (rows[0] && rows[0].n > 0) counted.set(table, rows[0].n);
  }
  return Object.fromEntries(counted);
}

const tablesOfTenants: readonly { readonly table: string; readonly column: string }[] = [
  // What lets them in goes first, and with it what opens their secrets, wherever a copy of these may be.
  ...['tenants', 'data_keys', 'secrets'].map((table) => ({ table, column: 'tenant' })),
  { table: JOBS, column: 'group_id' },
  ...Object.entries(dataInventory)
    // A table without such a column is nobody's.
    .filter(([table, { columns }]) => 'tenant' in columns && table !== STAYS)
    .filter(([table]) => !['tenants', 'data_keys', 'secrets'].includes(table))
    .map(([table]) => ({ table, column: 'tenant' })),
];

/**
 * Its receipt, before anything is deleted: what is cut off half-way is gone on with. Of one that is forgotten once more, with
 * what has come since.
 */
export async function beginForgetting(db: Database, tenant: TenantId, by: string, backupsUntil: Date): Promise<void> {
  await sql`insert into forgotten_tenants (tenant, asked_by, erased, backups_until)
    values (${tenant}, ${by}, '{}'::jsonb, ${backupsUntil})
    on conflict (tenant) do update set forgotten_at = now(), asked_by = excluded.asked_by, done_at = null,
      backups_until = excluded.backups_until,
      erased = case when forgotten_tenants.done_at is null then forgotten_tenants.erased else excluded.erased end`.execute(
    db,
  );
}

/** In statements of bounded size, each with its number in the receipt; said twice, what has come since is deleted. */
export async function eraseTenant(db: Database, tenant: TenantId, signal: AbortSignal): Promise<void> {
  for (const { table, column } of tablesOfTenants) {
    for (;;) {
      signal.throwIfAborted();
      const n = await erasePiece(db, tenant, table, column);
      if (n < MOST_AT_ONCE) break;
    }
    // Every process lets go of its running parts at once: they would write on.
    if (table === 'tenants') await sql`select pg_notify(${channelOf('tenant')}, ${tenant})`.execute(db);
  }
}

async function erasePiece(db: Database, tenant: TenantId, table: string, column: string): Promise<number> {
  return db.transaction().execute(async (tx) => {
    // Rows of the trail are deleted for this alone.
    await sql`select set_config('sidelight.forgets', ${tenant}, true)`.execute(tx);
    const { numAffectedRows = 0n } = await sql`delete from ${sql.table(table)} where ctid = any(array(
      select ctid from ${sql.table(table)} where ${sql.ref(column)} = ${tenant} limit ${MOST_AT_ONCE}))`.execute(tx);
    const n = Number(numAffectedRows);
    if (n > 0)
      await sql`update forgotten_tenants set erased = erased || jsonb_build_object(${table}::text,
        coalesce((erased ->> ${table})::bigint, 0) + ${n}::bigint) where tenant = ${tenant}`.execute(tx);
    return n;
  });
}

/** Nothing of it is here any more: the receipt. */
export async function endForgetting(db: Database, tenant: TenantId): Promise<ForgottenTenant | undefined> {
  const { rows } = await sql`update forgotten_tenants set done_at = now() where tenant = ${tenant}
    returning tenant, forgotten_at, asked_by, erased, backups_until`.execute(db);
  return rows.map(receiptOf)[0];
}

const Receipt = z.object({
  ...{ tenant: z.string(), asked_by: z.string(), erased: z.record(z.string(), z.number()) },
  ...{ forgotten_at: z.date(), backups_until: z.date() },
});

function receiptOf(row: unknown): ForgottenTenant {
  const { tenant, asked_by, erased, forgotten_at, backups_until } = Receipt.parse(row);
  const [forgottenAt, backupsUntil] = [forgotten_at.toISOString(), backups_until.toISOString()];
  return { tenant, forgottenAt, askedBy: asked_by, erased, backupsUntil };
}

/**
 * Of helpdesks that are to be forgotten and were cut off; and of those that were forgotten within a day, what was under way
 * then and has been written since. Not of those that are back.
 */
export async function eraseLeftOvers(db: Database, signal: AbortSignal): Promise<void> {
  const { rows } = await sql<{ tenant: string }>`select tenant from forgotten_tenants f
    where (done_at is null or forgotten_at > now() - interval '1 day')
      and not exists (select from tenants t where t.tenant = f.tenant
        and (f.done_at is not null or t.learned_at > f.forgotten_at))`.execute(db);
  for (const row of rows) {
    const tenant = tenantId(row.tenant);
    if (!tenant) continue;
    await eraseTenant(db, tenant, signal);
    await sql`update forgotten_tenants set done_at = now() where tenant = ${tenant} and done_at is null`.execute(db);
  }
}
