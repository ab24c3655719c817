import { type Kysely, sql } from 'kysely';

/** What the helpdesk was last asked to tell of; of one that was registered before, nobody knows. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table webhook_registrations add column subscribed text`.execute(db);
}
