import { type Kysely, sql } from 'kysely';

/** What a person decided can be undone for a while: what stood before it, and who wants it back. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table sync_reviews add column before jsonb`.execute(db);
  await sql`alter table sync_reviews add column undo_by text`.execute(db);
}
