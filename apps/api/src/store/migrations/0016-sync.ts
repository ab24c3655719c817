import { type Kysely, sql } from 'kysely';

/** Pairs of records that are kept in sync, what is under way to either side, and what waits for a person. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table sync_records (
    tenant text not null,
    object text not null,
    id text not null,
    left_id text not null,
    right_id text not null,
    hold text,
    fields jsonb not null,
    due_left boolean not null default false,
    due_right boolean not null default false,
    batch_left text,
    batch_right text,
    changed_at timestamptz not null default now(),
    primary key (tenant, object, id),
    unique (tenant, object, left_id),
    unique (tenant, object, right_id)
  )`.execute(db);
  await sql`create index sync_records_due_left on sync_records (tenant, object, changed_at) where due_left`.execute(db);
  await sql`create index sync_records_due_right on sync_records (tenant, object, changed_at) where due_right`.execute(
    db,
  );
  await sql`create table sync_batches (
    tenant text not null,
    object text not null,
    side text not null,
    id text not null,
    items jsonb not null,
    pending text,
    sent_at timestamptz not null default now(),
    primary key (tenant, object, side)
  )`.execute(db);
  await sql`create table sync_reviews (
    tenant text not null,
    id text not null,
    object text not null,
    record text not null,
    field text not null,
    why text not null,
    blocks boolean not null,
    left_value jsonb not null,
    right_value jsonb not null,
    opened_at timestamptz not null default now(),
    closed_at timestamptz,
    closed_by text,
    choice jsonb,
    primary key (tenant, id)
  )`.execute(db);
  await sql`create index sync_reviews_open on sync_reviews (tenant, object, record, field) where closed_at is null`.execute(
    db,
  );
  await sql`create table sync_dead_letters (
    tenant text not null,
    object text not null,
    record text not null,
    side text not null,
    field text not null,
    id text not null,
    reason text not null,
    value_class text,
    replay_by text,
    died_at timestamptz not null default now(),
    primary key (tenant, object, record, side, field)
  )`.execute(db);
  await sql`create table sync_cursors (
    tenant text not null,
    object text not null,
    side text not null,
    cursor text not null,
    moved_at timestamptz not null default now(),
    primary key (tenant, object, side)
  )`.execute(db);
  await sql`create table sync_switches (
    tenant text not null,
    object text not null,
    is_on boolean not null,
    set_by text not null,
    set_at timestamptz not null default now(),
    asked_left_at timestamptz not null default now(),
    asked_right_at timestamptz not null default now(),
    primary key (tenant, object)
  )`.execute(db);
  await sql`create index sync_switches_on on sync_switches (asked_left_at) where is_on`.execute(db);
  await sql`create table sync_runs (
    tenant text not null,
    id text not null,
    object text not null,
    kind text not null,
    state text not null,
    progress jsonb,
    result jsonb,
    reason text,
    asked_by text not null,
    asked_at timestamptz not null default now(),
    ended_at timestamptz,
    primary key (tenant, id)
  )`.execute(db);
  await sql`create table sync_counts (
    tenant text not null,
    hour timestamptz not null,
    object text not null,
    because text not null,
    n int not null,
    primary key (tenant, hour, object, because)
  )`.execute(db);
}
