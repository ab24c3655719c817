import { type Kysely, sql } from 'kysely';

/** When somebody picked the account, to say so beside it. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table links add column picked_at timestamptz`.execute(db);
}
