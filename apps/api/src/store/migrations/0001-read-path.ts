import { type Kysely, sql } from 'kysely';

/** Links, the audit trail, last-known answers and the webhook inbox. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table links (
    tenant text not null,
    requester_id text not null,
    organization_id text not null default '',
    account_id text not null,
    contact_id text,
    billing_id text,
    telemetry_id text,
    evidence jsonb not null,
    basis text not null,
    picked_by text,
    saved_at timestamptz not null default now(),
    primary key (tenant, requester_id, organization_id)
  )`.execute(db);
  await sql`create table link_rejections (
    tenant text not null,
    requester_id text not null,
    account_id text not null,
    rejected_by text not null,
    rejected_at timestamptz not null default now(),
    primary key (tenant, requester_id, account_id)
  )`.execute(db);
  await sql`create table audit (
    tenant text not null,
    id bigint generated always as identity,
    at timestamptz not null,
    request_id text not null,
    actor_id text not null,
    role text not null,
    action text not null,
    ticket_id text,
    requester_id text,
    account_id text,
    primary key (tenant, id)
  )`.execute(db);
  await sql`create index audit_by_ticket on audit (tenant, ticket_id, at)`.execute(db);
  await sql`create table last_known (
    tenant text not null,
    read text not null,
    subject text not null,
    answer jsonb not null,
    read_at timestamptz not null,
    primary key (tenant, read, subject)
  )`.execute(db);
  await sql`create index last_known_by_age on last_known (read_at)`.execute(db);
  await sql`create table webhook_inbox (
    tenant text not null,
    system text not null,
    delivery_id text not null,
    body jsonb not null,
    received_at timestamptz not null default now(),
    handled_at timestamptz,
    primary key (tenant, system, delivery_id)
  )`.execute(db);
  await sql`create index webhook_inbox_open on webhook_inbox (tenant, received_at) where handled_at is null`.execute(
    db,
  );
}
