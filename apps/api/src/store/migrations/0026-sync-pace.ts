import { type Kysely, sql } from 'kysely';

/** Whether a feed of tickets had more to read when it was last asked. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table support_feeds add column is_behind boolean not null default false`.execute(db);
}
