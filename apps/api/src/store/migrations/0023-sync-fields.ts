import { type Kysely, sql } from 'kysely';

/** What each side said of its properties when it was last asked, and the fields of the map that are set aside. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table sync_definitions (
    tenant text not null,
    object text not null,
    side text not null,
    outcome text not null,
    asked_at timestamptz not null,
    definitions jsonb,
    primary key (tenant, object, side)
  )`.execute(db);
  await sql`create table sync_fields_aside (
    tenant text not null,
    object text not null,
    field text not null,
    side text not null,
    why text not null,
    lost jsonb not null,
    expression text,
    is_returning boolean not null default false,
    since timestamptz not null,
    primary key (tenant, object, field, side)
  )`.execute(db);
  await sql`alter table sync_switches add column asked_fields_at timestamptz not null default 'epoch'`.execute(db);
}
