import { type Kysely, sql } from 'kysely';

/** Which processes are there, and so may remember somebody who is being erased. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table processes (
    process text primary key,
    seen_at timestamptz not null default now()
  )`.execute(db);
}
