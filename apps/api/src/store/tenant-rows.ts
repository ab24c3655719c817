import { sql } from 'kysely';
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
/** These are nobody's, or are the proof. */
const STAYS = new Set(['periodic_tasks', 'forgotten_tenants']);

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
  ...Object.keys(dataInventory)
    .filter((table) => !STAYS.has(table) && !['tenants', 'data_keys', 'secrets'].includes(table))
    .map((table) => ({ table, column: 'tenant' })),
];

/** In statements of bounded size; said twice, what has come since is deleted. Answers how many rows it was, by table. */
export async function eraseTenant(
  db: Database,
  tenant: TenantId,
  signal: AbortSignal,
): Promise<Record<string, number>> {
  const erased = new Map<string, number>();
  for (const { table, column } of tablesOfTenants) {
    for (;;) {
      signal.throwIfAborted();
      const n = await erasePiece(db, tenant, table, column);
      if (n > 0) erased.set(table, (erased.get(table) ?? 0) + n);
      if (n < MOST_AT_ONCE) break;
    }
    // Every process lets go of its running parts at once: they would write on.
    if (table === 'tenants') await sql`select pg_notify(${channelOf('tenant')}, ${tenant})`.execute(db);
  }
  return Object.fromEntries(erased);
}

async function erasePiece(db: Database, tenant: TenantId, table: string, column: string): Promise<number> {
  return db.transaction().execute(async (tx) => {
    // Rows of the trail are deleted for this alone.
    await sql`select set_config('sidelight.forgets', ${tenant}, true)`.execute(tx);
    const { numAffectedRows = 0n } = await sql`delete from ${sql.table(table)} where ctid = any(array(
      select ctid from ${sql.table(table)} where ${sql.ref(column)} = ${tenant} limit ${MOST_AT_ONCE}))`.execute(tx);
    return Number(numAffectedRows);
  });
}

/** The receipt; of one that is forgotten once more, with what has come since. */
export async function keepForgotten(
  db: Database,
  tenant: TenantId,
  by: string,
  erased: Readonly<Record<string, number>>,
  backupsUntil: Date,
): Promise<ForgottenTenant> {
  await sql`insert into forgotten_tenants (tenant, asked_by, erased, backups_until)
    values (${tenant}, ${by}, ${JSON.stringify(erased)}::jsonb, ${backupsUntil})
    on conflict (tenant) do update set forgotten_at = now(), asked_by = excluded.asked_by, erased = excluded.erased,
      backups_until = excluded.backups_until`.execute(db);
  return {
    tenant,
    forgottenAt: new Date().toISOString(),
    askedBy: by,
    erased,
    backupsUntil: backupsUntil.toISOString(),
  };
}

/** Of helpdesks that were forgotten within a day and are not back: what was under way then may have been written since. */
export async function eraseLeftOvers(db: Database, signal: AbortSignal): Promise<void> {
  const { rows } = await sql<{ tenant: string }>`select tenant from forgotten_tenants f
    where forgotten_at > now() - interval '1 day'
      and not exists (select from tenants t where t.tenant = f.tenant)`.execute(db);
  for (const row of rows) {
    const tenant = tenantId(row.tenant);
    if (tenant) await eraseTenant(db, tenant, signal);
  }
}
