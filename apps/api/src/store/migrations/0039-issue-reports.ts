import { type Kysely, sql } from 'kysely';

/** Which tickets report which issue of the tracker, and which of them are to be told when it is closed. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table issue_reports (
    tenant text not null,
    issue_id text not null,
    ticket_id text not null,
    title text not null,
    linked_by text,
    linked_at timestamptz,
    awaited_by text,
    awaited_at timestamptz,
    looked_at timestamptz,
    gone_since timestamptz,
    told_at timestamptz,
    said_at timestamptz not null default now(),
    primary key (tenant, issue_id, ticket_id)
  )`.execute(db);
  await sql`create index issue_reports_of_ticket on issue_reports (tenant, ticket_id)`.execute(db);
  await sql`create index issue_reports_awaited on issue_reports (tenant, looked_at)
    where awaited_at is not null and told_at is null`.execute(db);
  await sql`create index issue_reports_by_age on issue_reports (said_at)`.execute(db);
}
