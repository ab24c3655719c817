import { type Kysely, sql } from 'kysely';

/** What was told on a ticket and turned out different is asked for each time it is opened. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create index incident_answers_of_ticket on incident_answers (tenant, ticket_id)`.execute(db);
}
