import { type Kysely, sql } from 'kysely';

/** Who answered a ticket on what was shown, and that somebody has taken care of what turned out different. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table shown_answers add column answered_by text`.execute(db);
  await sql`alter table incident_answers add column handled_by text`.execute(db);
  await sql`alter table incident_answers add column handled_at timestamptz`.execute(db);
}
