import { sql } from 'kysely';
import type { Database } from '../store/database.ts';

/** More than the clocks of a database and its standby differ by. */
const SKEW = sql`interval '1 minute'`;

/**
 * Jobs that were put or begun in what is the future now: the database's clock was set back since, and what was due then
 * would wait for as long. They are due at once.
 */
export const putInTheFuture = sql<boolean>`state in ('created', 'retry')
  and greatest(created_on, started_on) > now() + ${SKEW}`;

export async function bringForward(db: Database, table: string): Promise<void> {
  await sql`update ${sql.table(table)} set created_on = least(created_on, now()), started_on = least(started_on, now()),
    start_after = least(start_after, now()) where ${putInTheFuture}`.execute(db);
}
