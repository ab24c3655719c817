import { JOB_SCHEMA } from '@sidelight/api/jobs/job-queue.ts';
import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { sql } from 'kysely';
import { openFreshPostgres } from '../../conformance/fresh-postgres.ts';

/** A new database for each sequence: of a server's its own; in memory one, emptied, since opening it takes longer than a sequence. */
export function createDatabases() {
  let inMemory: OpenDatabase | undefined;
  return {
    async lend<T>(server: string | undefined, to: (database: OpenDatabase) => Promise<T>): Promise<T> {
      if (server === undefined) {
        if (inMemory) await empty(inMemory);
        inMemory ??= await openDatabase({ inMemory: true });
        return to(inMemory);
      }
      const database = await openFreshPostgres(server);
      try {
        return await to(database);
      } finally {
        await database.close();
      }
    },
    close: async () => inMemory?.close(),
  };
}

const KEPT = ['kysely_migration', 'kysely_migration_lock'];

async function empty({ db }: OpenDatabase): Promise<void> {
  const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables
    where schemaname = 'public' and tablename <> all(${KEPT})`.execute(db);
  await db.transaction().execute(async (tx) => {
    await sql`select set_config('sidelight.forgets', '*', true)`.execute(tx);
    await sql`truncate ${sql.join(rows.map(({ name }) => sql.table(name)))}`.execute(tx);
    await sql`delete from ${sql.table(`${JOB_SCHEMA}.job`)}`.execute(tx);
  });
}
