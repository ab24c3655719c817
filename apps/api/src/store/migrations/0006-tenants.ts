import { type Kysely, sql } from 'kysely';

/** Helpdesk accounts we know, page loads that have been used, and how each account's systems are reached. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table tenants (
    tenant text primary key,
    installation_id text not null,
    learned_at timestamptz not null default now(),
    version int not null default 1
  )`.execute(db);
  await sql`create table used_entries (
    tenant text not null,
    name text not null,
    until timestamptz not null,
    primary key (tenant, name)
  )`.execute(db);
  await sql`create table connections (
    tenant text not null,
    connector text not null,
    method text not null,
    inputs jsonb not null,
    by_id text not null,
    by_name text not null,
    since timestamptz not null default now(),
    primary key (tenant, connector)
  )`.execute(db);
  await sql`create table connection_tests (
    tenant text not null,
    connector text not null,
    test jsonb not null,
    primary key (tenant, connector)
  )`.execute(db);
  await sql`create table webhook_registrations (
    tenant text primary key,
    webhook_id text not null,
    since timestamptz not null default now(),
    test_sent_at timestamptz,
    test_arrived_at timestamptz
  )`.execute(db);
}
