import { type Kysely, sql } from 'kysely';

/** Why somebody is erased, and when whoever can still be restored in the helpdesk is. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table erasures add column reason text`.execute(db);
  await sql`alter table erasures add column due_at timestamptz`.execute(db);
}
