import { type Kysely, sql } from 'kysely';

/** How far a vendor's own list of changes has been read, and how that stands. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table journals (
    tenant text not null,
    system text not null,
    cursor text,
    position_at timestamptz,
    subscribed text,
    subscribed_at timestamptz,
    asked_at timestamptz not null default now(),
    read_at timestamptz,
    failing_since timestamptz,
    reason text,
    compared_at timestamptz,
    closed_at timestamptz,
    primary key (tenant, system)
  )`.execute(db);
}
