import { type Kysely, sql } from 'kysely';

/** What owners have been told of webhooks and not been told that it is over; and refused deliveries, by the hour. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table webhook_alarms (
    tenant text not null,
    system text not null,
    alarm text not null,
    since timestamptz not null,
    primary key (tenant, system, alarm)
  )`.execute(db);
  await sql`create table webhook_hours (
    tenant text not null,
    system text not null,
    hour timestamptz not null,
    delivered bigint not null default 0,
    refused bigint not null default 0,
    primary key (tenant, system, hour)
  )`.execute(db);
  await sql`create index webhook_hours_hour on webhook_hours using brin (hour)`.execute(db);
}
