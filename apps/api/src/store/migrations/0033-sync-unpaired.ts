import { type Kysely, sql } from 'kysely';

/** What the newest comparison found without a partner, and twice: ids, no values. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table sync_unpaired (
    tenant text not null,
    object text not null,
    found_at timestamptz not null default now(),
    found jsonb not null,
    primary key (tenant, object)
  )`.execute(db);
}
