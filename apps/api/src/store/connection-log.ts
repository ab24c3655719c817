import { ConnectionTest } from '@sidelight/shared/setup/connection.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { ConnectionLog } from '../setup/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { changeIn } from './on-record.ts';
import { holdSecrets } from './secret-writes.ts';
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
    async put(tenant, { connector, method, inputs, byId, byName }, { record, secrets, test } = {}) {
      await changeIn(db, record, async (tx) => {
        if (secrets) await secrets(await holdSecrets(tx, tenant));
        await sql`insert into connections (tenant, connector, method, inputs, by_id, by_name)
          values (${tenant}, ${connector}, ${method}, ${JSON.stringify(inputs)}::jsonb, ${byId}, ${byName})
          on conflict (tenant, connector) do update set method = excluded.method, inputs = excluded.inputs,
            by_id = excluded.by_id, by_name = excluded.by_name, since = now()`.execute(tx);
        if (test) await putTest(tx, tenant, connector, test);
      });
    },
    async granted(tenant, { connector, inputs }, granted) {
      const now = JSON.stringify({ ...inputs, granted });
      await sql`update connections set inputs = ${now}::jsonb
        where tenant = ${tenant} and connector = ${connector} and method = 'key'
          and inputs = ${JSON.stringify(inputs)}::jsonb`.execute(db);
    },
    async remove(tenant, connector, { record, secrets } = {}) {
      const remove = async (tx: Database) => {
        const own = tx.deleteFrom('connections').where('tenant', '=', tenant).where('connector', '=', connector);
        if ((await own.executeTakeFirst()).numDeletedRows === 0n) return false;
        const tests = tx.deleteFrom('connection_tests').where('tenant', '=', tenant);
        await tests.where('connector', '=', connector).execute();
        if (secrets) await secrets(await holdSecrets(tx, tenant));
        return true;
      };
      return changeIn(db, record, remove, Boolean);
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
    keepTest: (tenant, connector, test, record) => changeIn(db, record, (tx) => putTest(tx, tenant, connector, test)),
  };
}

async function putTest(on: Database, tenant: TenantId, connector: string, test: ConnectionTest): Promise<void> {
  await sql`insert into connection_tests (tenant, connector, test)
    values (${tenant}, ${connector}, ${JSON.stringify(test)}::jsonb)
    on conflict (tenant, connector) do update set test = excluded.test`.execute(on);
}
