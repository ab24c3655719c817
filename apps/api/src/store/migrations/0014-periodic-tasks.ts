import { type Kysely, sql } from 'kysely';

/** When the work for all tenants is due again, whichever process does it. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table periodic_tasks (name text primary key, due_at timestamptz not null)`.execute(db);
}
