import { type Kysely, sql } from 'kysely';

/** Alerts on their way, tickets to be marked, how fast systems answer, and the promise kept or not. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table alerts (
    tenant text not null,
    id bigint generated always as identity,
    once text not null,
    incident_id text,
    channel text not null,
    message jsonb not null,
    state text not null default 'waiting',
    attempts int not null default 0,
    why text,
    next_at timestamptz not null default now(),
    made_at timestamptz not null default now(),
    primary key (tenant, id),
    unique (tenant, once, channel)
  )`.execute(db);
  await sql`create index alerts_due on alerts (tenant, next_at) where state = 'waiting'`.execute(db);
  await sql`create index alerts_of_incident on alerts (tenant, incident_id)`.execute(db);
  await sql`create table ticket_marks (
    tenant text not null,
    ticket_id text not null,
    basis text not null,
    fields jsonb not null,
    state text not null default 'waiting',
    attempts int not null default 0,
    next_at timestamptz not null default now(),
    made_at timestamptz not null default now(),
    primary key (tenant, ticket_id, basis)
  )`.execute(db);
  // Counts per minute in buckets of growing width: enough for a p95, and small.
  await sql`create table speeds (
    tenant text not null,
    process text not null,
    minute timestamptz not null,
    kind text not null,
    name text not null,
    buckets jsonb not null,
    primary key (tenant, minute, kind, name, process)
  )`.execute(db);
  await sql`create table promises (
    tenant text not null,
    hour timestamptz not null,
    total int not null,
    kept int not null,
    primary key (tenant, hour)
  )`.execute(db);
}
