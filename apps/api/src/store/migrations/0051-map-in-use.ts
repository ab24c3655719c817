import { type Kysely, sql } from 'kysely';

/**
 * By which map a helpdesk was served last, as a hash: whether another one came in its place. And whether a helpdesk that is
 * to be forgotten has been; of those before nobody knows, and they are looked at once more.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table tenants add column map_hash text`.execute(db);
  await sql`alter table forgotten_tenants add column done_at timestamptz`.execute(db);
}
