import { type Kysely, sql } from 'kysely';

/** Erasures of people with their receipts, the receipts of helpdesks that were forgotten, and how people are looked up. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table erasures (
    tenant text not null,
    id text not null,
    cause text not null,
    asked_by text not null,
    asked_at timestamptz not null default now(),
    state text not null default 'waiting',
    person jsonb,
    checked_at timestamptz not null default now(),
    ended_at timestamptz,
    backups_until timestamptz,
    primary key (tenant, id)
  )`.execute(db);
  await sql`create index erasures_open on erasures (checked_at) where state <> 'done'`.execute(db);
  await sql`create index erasures_by_time on erasures (tenant, asked_at)`.execute(db);
  await sql`create table erasure_steps (
    tenant text not null,
    erasure text not null,
    place text not null,
    state text not null,
    n bigint not null default 0,
    at timestamptz not null default now(),
    tries int not null default 1,
    reason text,
    owner text,
    ref text,
    primary key (tenant, erasure, place)
  )`.execute(db);
  await sql`create table forgotten_tenants (
    tenant text primary key,
    forgotten_at timestamptz not null default now(),
    asked_by text not null,
    erased jsonb not null,
    backups_until timestamptz not null
  )`.execute(db);
  await sql`create index sync_erasures_of on sync_erasures (tenant, erasure)`.execute(db);
  await sql`create index links_contact on links (tenant, contact_id) where contact_id is not null`.execute(db);
  await sql`create index sync_corrections_of on sync_corrections (tenant, object, record)`.execute(db);
}
