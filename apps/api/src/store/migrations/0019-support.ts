import { type Kysely, sql } from 'kysely';

/** What is kept of tickets for support's view of a customer, how customers stand by it, and what is to be done. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table support_tickets (
    tenant text not null,
    id text not null,
    organization_id text,
    requester_id text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    first_reply_after_ms bigint,
    solved_at timestamptz,
    status text not null,
    priority text,
    marks jsonb not null,
    category text,
    csat text,
    breached_at timestamptz,
    primary key (tenant, id)
  )`.execute(db);
  await sql`create index support_tickets_organization on support_tickets (tenant, organization_id)`.execute(db);
  await sql`create index support_tickets_requester on support_tickets (tenant, requester_id)`.execute(db);
  await sql`create table support_customers (
    tenant text not null,
    kind text not null,
    id text not null,
    record jsonb not null,
    worked_out_at timestamptz not null default now(),
    primary key (tenant, kind, id)
  )`.execute(db);
  await sql`create index support_customers_oldest on support_customers (tenant, worked_out_at)`.execute(db);
  await sql`create table support_notes (
    tenant text not null,
    ticket_id text not null,
    hash text not null,
    about_at timestamptz not null,
    written_at timestamptz not null default now(),
    primary key (tenant, ticket_id)
  )`.execute(db);
  await sql`create table support_due (
    tenant text not null,
    work text not null,
    id text not null,
    due_at timestamptz not null,
    said int not null default 1,
    primary key (tenant, work, id)
  )`.execute(db);
  await sql`create table support_feeds (
    tenant text not null,
    feed text not null,
    cursor text,
    next_at timestamptz not null default now(),
    primary key (tenant, feed)
  )`.execute(db);
}
