import { type Kysely, sql } from 'kysely';

/** Jobs that were given up. Those that wait are in the queue's own schema, which the queue makes. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table dead_letters (
    tenant text not null,
    id text not null,
    queue text not null,
    ids jsonb not null,
    order_key text,
    attempts int not null,
    reason text not null,
    died_at timestamptz not null default now(),
    primary key (tenant, id)
  )`.execute(db);
  await sql`create index dead_letters_by_age on dead_letters (died_at)`.execute(db);
}
