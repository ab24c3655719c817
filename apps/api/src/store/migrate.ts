import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Migrations } from './migrations.ts';
import type { Schema } from './schema.ts';

/** The database was brought up by something that is no later release of this build. */
export class ForeignSchema extends Error {
  override readonly name = 'ForeignSchema';
  constructor(names: readonly string[]) {
    super(
      `the database holds migrations that no release before this one had: ${names.join(', ')}; ` +
        'point DATABASE_URL (or DATA_DIR) at the database of this product, or start the build that made them',
    );
  }
}

/** A table that the change needs is held by something else. */
export class TableHeld extends Error {
  override readonly name = 'TableHeld';
  constructor(cause: unknown) {
    super(
      'a migration waited 5 s for a table that something else holds (a backup, a long query); nothing was changed; ' +
        'start again when that is over',
      { cause },
    );
  }
}

/** Ours alone, whatever number the migration library locks by. */
const LOCK = 7_315_260_411;
/** Another process migrates: it is waited for, and the time is the longest a migration may take. */
const MAX_WAIT = '10min';
/** A table that is held (a backup, a long report) makes everybody else queue behind the change. */
const MAX_TABLE_WAIT = '5s';

/**
 * Brings the schema up to date; answers with the names of migrations that a later release has run.
 * Any number of processes may do it at once. During a rolling update an older build meets a newer
 * schema, and works with it: what a release may change in it is bounded so that it can.
 */
export async function migrate(db: Kysely<Schema>, own: Migrations): Promise<readonly string[]> {
  return db.connection().execute(async (connection) => {
    await sql`select set_config('lock_timeout', ${MAX_WAIT}, false)`.execute(connection);
    await sql`select pg_advisory_lock(${sql.lit(LOCK)})`.execute(connection);
    try {
      await sql`select set_config('lock_timeout', ${MAX_TABLE_WAIT}, false)`.execute(connection);
      const newer = newerThan(own, await namesIn(connection));
      const all = { ...own, ...Object.fromEntries(newer.map((name) => [name, doneByALaterRelease])) };
      const { error } = await new Migrator({
        db: connection,
        provider: { getMigrations: async () => all },
      }).migrateToLatest();
      if (error) throw isTableHeld(error) ? new TableHeld(error) : error;
      return newer;
    } finally {
      await sql`select pg_advisory_unlock(${sql.lit(LOCK)})`.execute(connection);
      await sql`reset lock_timeout`.execute(connection);
    }
  });
}

/** PostgreSQL's lock_not_available. */
const isTableHeld = (error: unknown) => error instanceof Error && 'code' in error && error.code === '55P03';

/** The library wants to know every migration that has been run; one that has is never run again. */
const doneByALaterRelease: Migration = {
  async up() {
    throw new Error('a migration of a later release cannot be run by this build');
  },
};

async function namesIn(db: Kysely<Schema>): Promise<readonly string[]> {
  const { rows: found } = await sql<{
    there: boolean;
  }>`select to_regclass('kysely_migration') is not null as there`.execute(db);
  if (!found[0]?.there) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return rows.map(({ name }) => name);
}

function newerThan(own: Migrations, done: readonly string[]): readonly string[] {
  const unknown = done.filter((name) => !Object.hasOwn(own, name)).sort();
  const last = Object.keys(own).sort().at(-1) ?? '';
  const foreign = unknown.filter((name) => name < last);
  if (foreign.length > 0) throw new ForeignSchema(foreign);
  return unknown;
}
