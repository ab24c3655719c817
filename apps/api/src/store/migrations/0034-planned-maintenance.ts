import { type Kysely, sql } from 'kysely';

/** Maintenance that leads have planned ahead. Once it begins it is an incident, and gone from here. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table planned_maintenance (
    tenant text not null,
    id text not null,
    system text not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    text text not null,
    planned_by text not null,
    primary key (tenant, id)
  )`.execute(db);
}
