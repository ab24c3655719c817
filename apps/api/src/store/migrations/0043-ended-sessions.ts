import { type Kysely, sql } from 'kysely';

/** Sessions that were ended before their time: of one person, or with '' of a whole helpdesk. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table ended_sessions (
    tenant text not null,
    user_id text not null,
    before timestamptz not null,
    primary key (tenant, user_id)
  )`.execute(db);
}
