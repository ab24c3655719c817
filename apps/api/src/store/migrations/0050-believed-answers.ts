import { type Kysely, sql } from 'kysely';

/** What agents saw as right and decided by, until a canary has found its system right; `doubted_in`: the incident that found it wrong. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table believed_answers (
    tenant text not null,
    ticket_id text not null,
    field text not null,
    system text not null,
    shown jsonb not null,
    shown_at timestamptz not null,
    answered_at timestamptz,
    answered_by text,
    doubted_in text,
    primary key (tenant, ticket_id, field)
  )`.execute(db);
}
