import { type Kysely, sql } from 'kysely';

/** What was answered stays, and the same field of the same ticket may be old or missing again in a later outage. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table shown_answers drop constraint shown_answers_pkey`.execute(db);
  await sql`create unique index shown_answers_open on shown_answers (tenant, ticket_id, field)
    where answered_at is null`.execute(db);
  await sql`create index shown_answers_of_ticket on shown_answers (tenant, ticket_id)`.execute(db);
}
