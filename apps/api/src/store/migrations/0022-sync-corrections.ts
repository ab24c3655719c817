import { type Kysely, sql } from 'kysely';

/** Values that people put right beside a ticket, with what stood before: kept while that can be undone. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table sync_corrections (
    tenant text not null,
    id text not null,
    object text not null,
    record text not null,
    field text not null,
    value jsonb not null,
    before jsonb not null,
    made_by text not null,
    made_at timestamptz not null,
    primary key (tenant, id)
  )`.execute(db);
}
