import { type Kysely, sql } from 'kysely';

/** By which map a helpdesk was served last, as a hash: whether another one came in its place. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table tenants add column map_hash text`.execute(db);
}
