import { type Kysely, sql } from 'kysely';

/** Where the payer of a link is from, and what changed when the CRM last said something else. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table links add column payer_from text`.execute(db);
  await sql`alter table links add column change jsonb`.execute(db);
}
