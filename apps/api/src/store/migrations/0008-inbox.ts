import { type Kysely, sql } from 'kysely';

/** Who works on a webhook delivery, and how often it was tried: one that was left behind is taken up again. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table webhook_inbox add column taken_until timestamptz`.execute(db);
  await sql`alter table webhook_inbox add column attempts int not null default 0`.execute(db);
}
