import { type Kysely, sql } from 'kysely';

/** Whether a helpdesk's agents are asked for there, each with their own token. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table tenants add column checks_agents boolean not null default false`.execute(db);
}
