import { type Kysely, sql } from 'kysely';

/**
 * By which map a helpdesk was served last, as a hash: whether another one came in its place. And whether a helpdesk that is
 * to be forgotten has been: one that was cut off half-way is gone on with.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table tenants add column map_hash text`.execute(db);
  await sql`alter table forgotten_tenants add column done_at timestamptz`.execute(db);
  await sql`update forgotten_tenants set done_at = forgotten_at`.execute(db);
}
