import { type Kysely, sql } from 'kysely';

/** Why a ticket was not marked: leads read it. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table ticket_marks add column why text`.execute(db);
}
