import { type Kysely, sql } from 'kysely';

/** What sync did, added up by the hour; and of what its owner has been told and not been told that it is over. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table sync_figures (
    tenant text not null,
    hour timestamptz not null,
    object text not null,
    name text not null,
    side text not null,
    detail text not null,
    n bigint not null,
    primary key (tenant, hour, object, name, side, detail)
  )`.execute(db);
  await sql`create index sync_figures_hour on sync_figures using brin (hour)`.execute(db);
  await sql`create table sync_alarms (
    tenant text not null,
    alarm text not null,
    object text not null,
    side text not null,
    since timestamptz not null,
    primary key (tenant, alarm, object, side)
  )`.execute(db);
}
