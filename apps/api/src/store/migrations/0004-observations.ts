import { type Kysely, sql } from 'kysely';

/** What was seen of the map at work, counted by the day: names and counts, no values. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table observations (
    tenant text not null,
    day date not null,
    kind text not null,
    name text not null,
    detail text not null,
    count int not null,
    primary key (tenant, day, kind, name, detail)
  )`.execute(db);
}
