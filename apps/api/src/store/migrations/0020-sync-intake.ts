import { type Kysely, sql } from 'kysely';

/** Where a listing may go on from, so that the next one reads from several places at once; and who has been told of. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table sync_list_marks (
    tenant text not null,
    object text not null,
    side text not null,
    marks jsonb not null,
    kept_at timestamptz not null default now(),
    primary key (tenant, object, side)
  )`.execute(db);
  await sql`create table sync_told (
    tenant text not null,
    object text not null,
    side text not null,
    vendor_id text not null,
    told_at timestamptz not null default now(),
    primary key (tenant, object, side, vendor_id)
  )`.execute(db);
}
