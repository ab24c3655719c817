import { sql } from 'kysely';
import type { ServedLog } from '../rollout/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { gatherWrites } from './gather.ts';

type Minutes = Parameters<ServedLog['add']>[1];

/** Of all tenants that say so at once. */
export const servedWrites = (db: Database) =>
  gatherWrites((asks: readonly { readonly tenant: TenantId; readonly minutes: Minutes }[]) => {
    const rows = asks.flatMap(({ tenant, minutes }) =>
      minutes.map(({ minuteMs, total, inTime, failed }) => ({
        ...{ tenant, minute: new Date(minuteMs).toISOString(), total, in_time: inTime, failed },
      })),
    );
    return sql`insert into served_contexts (tenant, minute, total, in_time, failed)
        select tenant, minute, total, in_time, failed from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as row (tenant text, minute timestamptz, total int, in_time int, failed int)
        order by tenant, minute
        on conflict (tenant, minute) do update set total = served_contexts.total + excluded.total,
          in_time = served_contexts.in_time + excluded.in_time,
          failed = served_contexts.failed + excluded.failed`.execute(db);
  });

/** How contexts went, by the minute, over all processes. */
export function createServedLog(db: Database, write = servedWrites(db)): ServedLog {
  return {
    async add(tenant, minutes) {
      if (minutes.length > 0) await write({ tenant, minutes });
    },
    async between(tenant, fromMs, untilMs) {
      const row = await db
        .selectFrom('served_contexts')
        .select((e) => [
          e.fn.coalesce(e.fn.sum<string>('total'), sql<string>`0`).as('total'),
          e.fn.coalesce(e.fn.sum<string>('in_time'), sql<string>`0`).as('in_time'),
          e.fn.coalesce(e.fn.sum<string>('failed'), sql<string>`0`).as('failed'),
        ])
        .where('tenant', '=', tenant)
        .where('minute', '>=', new Date(fromMs))
        .where('minute', '<', new Date(untilMs))
        .executeTakeFirstOrThrow();
      return { total: Number(row.total), inTime: Number(row.in_time), failed: Number(row.failed) };
    },
  };
}
