import { type Kysely, sql } from 'kysely';

/** A comparison may be of one field, can be paused, and shows some of what it would change. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table sync_runs add column field text`.execute(db);
  await sql`alter table sync_runs add column sample jsonb`.execute(db);
  await sql`alter table sync_runs add column checkpoint jsonb`.execute(db);
  await sql`alter table sync_runs add column pause_by text`.execute(db);
}
