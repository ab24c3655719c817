import { type Kysely, sql } from 'kysely';

/** Signals, the health made of them, incidents with their timelines, who is looking, what was shown. */
export async function up(db: Kysely<never>): Promise<void> {
  // at_ms keeps the very number that was judged, so that a replay judges the same.
  await sql`create table health_signals (
    tenant text not null,
    id bigint generated always as identity,
    process text not null,
    seq bigint not null,
    system text not null,
    connector text not null,
    at_ms double precision not null,
    source text not null,
    ok int not null,
    failed int not null,
    tail int not null,
    reason text,
    hold_ms int,
    primary key (tenant, id),
    unique (tenant, process, seq)
  )`.execute(db);
  await sql`create index health_signals_by_age on health_signals (tenant, at_ms)`.execute(db);
  await sql`create table connection_health (
    tenant text not null,
    connector text not null,
    system text not null,
    state text not null,
    reason text,
    since_ms double precision not null,
    history jsonb not null,
    last_signal bigint not null,
    primary key (tenant, connector)
  )`.execute(db);
  await sql`create table health_versions (
    tenant text primary key,
    version bigint not null
  )`.execute(db);
  await sql`create table incidents (
    tenant text not null,
    id text not null,
    system text not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    first_signal bigint,
    histories jsonb,
    primary key (tenant, id)
  )`.execute(db);
  // Two processes that both see it begin: one incident.
  await sql`create unique index incidents_open on incidents (tenant, system) where closed_at is null`.execute(db);
  await sql`create table incident_entries (
    tenant text not null,
    incident_id text not null,
    n bigint generated always as identity,
    entry jsonb not null,
    primary key (tenant, incident_id, n)
  )`.execute(db);
  await sql`create table incident_answers (
    tenant text not null,
    incident_id text not null,
    ticket_id text not null,
    result jsonb not null,
    primary key (tenant, incident_id, ticket_id)
  )`.execute(db);
  await sql`create table leases (
    tenant text not null,
    name text not null,
    holder text not null,
    expires_at timestamptz not null,
    primary key (tenant, name)
  )`.execute(db);
  await sql`create table presence (
    tenant text not null,
    frame text not null,
    process text not null,
    agent_id text not null,
    ticket_id text,
    account_id text,
    seen_at timestamptz not null default now(),
    primary key (tenant, frame)
  )`.execute(db);
  await sql`create table shown_answers (
    tenant text not null,
    ticket_id text not null,
    field text not null,
    system text not null,
    shown jsonb,
    shown_at timestamptz not null,
    answered_at timestamptz,
    primary key (tenant, ticket_id, field)
  )`.execute(db);
}
