import { type Kysely, sql } from 'kysely';

/** Data keys, wrapped, and the secrets they seal. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table data_keys (
    tenant text not null,
    version int not null,
    wrapped_by text not null,
    wrapped text not null,
    made_at timestamptz not null default now(),
    primary key (tenant, version)
  )`.execute(db);
  // The highest version of a name is the current one; `ends_at` lets the one before it live on for a while.
  await sql`create table secrets (
    tenant text not null,
    system text not null,
    name text not null,
    version bigint not null,
    key_version int not null,
    sealed text not null,
    expires_at timestamptz,
    ends_at timestamptz,
    told text,
    set_by text not null,
    set_at timestamptz not null default now(),
    primary key (tenant, system, name, version)
  )`.execute(db);
  // Each version is sealed into its record: one that is never used again cannot be put back in another's place.
  await sql`create sequence secret_versions`.execute(db);
}
