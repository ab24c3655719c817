import { type Kysely, sql } from 'kysely';

/** Until when a session of somebody who let the helpdesk be asked as them may last: after that it is given back. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table agent_sessions (
    tenant text not null,
    user_id text not null,
    until timestamptz not null,
    primary key (tenant, user_id)
  )`.execute(db);
}
