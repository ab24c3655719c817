import { ConnectionTest } from '@sidelight/shared/setup/connection.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { ConnectionLog } from '../setup/ports.ts';
import type { Database } from './database.ts';
import { fitting, type OnDamaged, unheard } from './stored-rows.ts';

const Inputs = z.record(z.string(), z.string());
const StoredMethod = z.enum(['key', 'oauth']);

/** How each tenant's systems are reached, and how the last look at each came out. */
export function createConnectionLog(db: Database, onDamaged: OnDamaged = unheard): ConnectionLog {
  return {
    async all(tenant) {
      const rows = await db.selectFrom('connections').selectAll().where('tenant', '=', tenant).execute();
      const about = { table: 'connections', keyOf: (row: { connector: string }) => row.connector };
      const read = ({ connector, method, inputs, by_id, by_name, since }: (typeof rows)[number]) => ({
        ...{ connector, method: StoredMethod.parse(method), inputs: Inputs.parse(inputs) },
        ...{ byId: by_id, byName: by_name, since: since.toISOString() },
      });
      return fitting(rows, read, about, onDamaged);
    },
    async put(tenant, { connector, method, inputs, byId, byName }) {
      await sql`insert into connections (tenant, connector, method, inputs, by_id, by_name)
        values (${tenant}, ${connector}, ${method}, ${JSON.stringify(inputs)}::jsonb, ${byId}, ${byName})
        on conflict (tenant, connector) do update set method = excluded.method, inputs = excluded.inputs,
          by_id = excluded.by_id, by_name = excluded.by_name, since = now()`.execute(db);
    },
    async remove(tenant, connector) {
      const { numDeletedRows } = await db
        .deleteFrom('connections')
        .where('tenant', '=', tenant)
        .where('connector', '=', connector)
        .executeTakeFirst();
      await db.deleteFrom('connection_tests').where('tenant', '=', tenant).where('connector', '=', connector).execute();
      return numDeletedRows > 0n;
    },
    async tests(tenant) {
      const rows = await db.selectFrom('connection_tests').selectAll().where('tenant', '=', tenant).execute();
      return new Map(
        rows.flatMap(({ connector, test }) => {
          const kept = ConnectionTest.safeParse(test);
          return kept.success ? [[connector, kept.data] as const] : [];
        }),
      );
    },
    async keepTest(tenant, connector, test) {
      await sql`insert into connection_tests (tenant, connector, test)
        values (${tenant}, ${connector}, ${JSON.stringify(test)}::jsonb)
        on conflict (tenant, connector) do update set test = excluded.test`.execute(db);
    },
  };
}
