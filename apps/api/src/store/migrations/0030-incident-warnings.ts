import { type Kysely, sql } from 'kysely';

/** Who was warned of which incident, and how bad it was then: a warning is handed out once. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table incident_warnings (
    tenant text not null,
    incident_id text not null,
    agent_id text not null,
    level smallint not null,
    warned_at timestamptz not null default now(),
    primary key (tenant, incident_id, agent_id)
  )`.execute(db);
}
