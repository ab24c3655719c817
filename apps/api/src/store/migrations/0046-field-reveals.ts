import { type Kysely, sql } from 'kysely';

/** Masked values that people had shown, and what they wrote of why. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table field_reveals (
    tenant text not null,
    request_id text not null,
    actor_id text not null,
    at timestamptz not null,
    field text not null,
    ticket_id text not null,
    note text not null,
    primary key (tenant, request_id)
  )`.execute(db);
  await sql`create index field_reveals_by_actor on field_reveals (tenant, actor_id, at)`.execute(db);
  await sql`create index field_reveals_of_ticket on field_reveals (tenant, ticket_id)`.execute(db);
  await sql`create index field_reveals_by_time on field_reveals (at)`.execute(db);
}
