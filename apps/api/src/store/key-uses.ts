import { sql } from 'kysely';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';

/** That the key to one connector was used on one day (UTC), so many times. */
export interface KeyUse {
  readonly tenant: TenantId;
  readonly connector: string;
  readonly day: string;
  readonly calls: number;
}

const DAY_MS = 86_400_000;
/** As long as signals are kept. */
const BACK_DAYS = 2;

/** What is said of one in the audit. */
export const aboutKeyUse = ({ connector, day }: Pick<KeyUse, 'connector' | 'day'>): string => `${connector} ${day}`;

/** Uses of whole days that are not on record yet: every call that was sent, live, of sync or as a probe. */
export async function keyUsesLeft(db: Database, nowMs: number): Promise<readonly KeyUse[]> {
  const todayMs = Math.floor(nowMs / DAY_MS) * DAY_MS;
  const { rows } = await sql<{ tenant: string; connector: string; day: string; calls: number }>`
    select u.tenant, u.connector, u.day, u.calls from (
      select s.tenant, s.connector, to_char(to_timestamp(s.at_ms / 1000) at time zone 'utc', 'YYYY-MM-DD') as day,
        sum(s.ok + s.failed)::int as calls
      from health_signals s join tenants t on t.tenant = s.tenant
      where s.at_ms >= ${todayMs - BACK_DAYS * DAY_MS} and s.at_ms < ${todayMs}
      group by 1, 2, 3) u
    where u.calls > 0 and not exists (select from audit a where a.tenant = u.tenant and a.action = 'key.used'
      and a.about = u.connector || ' ' || u.day)
    order by 1, 3, 2`.execute(db);
  return rows.flatMap(({ tenant, ...use }) => {
    const own = tenantId(tenant);
    return own ? [{ ...use, tenant: own }] : [];
  });
}
