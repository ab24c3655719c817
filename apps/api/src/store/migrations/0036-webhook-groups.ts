import { type Kysely, sql } from 'kysely';

/** Deliveries that only tell of a change, and arrived together, are handled together. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table webhook_inbox add column group_id text`.execute(db);
  await sql`create index webhook_inbox_groups on webhook_inbox (tenant, group_id)
    where group_id is not null and handled_at is null`.execute(db);
}
