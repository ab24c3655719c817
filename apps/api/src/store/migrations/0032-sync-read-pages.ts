import { type Kysely, sql } from 'kysely';

/** What a comparison has read so far, so that one that ends half-way goes on from there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table sync_read_pages (
    tenant text not null,
    object text not null,
    run text not null,
    side text not null,
    place text not null,
    page text not null,
    read_at timestamptz not null,
    primary key (tenant, run, side, place)
  )`.execute(db);
  // An erasure forgets those of a kind of record; the clock, those that are old.
  await sql`create index sync_read_pages_of on sync_read_pages (tenant, object)`.execute(db);
  await sql`create index sync_read_pages_old on sync_read_pages (read_at)`.execute(db);
}
