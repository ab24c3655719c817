import { type Kysely, sql } from 'kysely';

/** Calls to vendors, by window and by what they were for: what all processes together have used of a limit. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table call_usage (
    tenant text not null,
    connector text not null,
    window_ms bigint not null,
    start_ms bigint not null,
    kind text not null,
    counter text not null,
    calls int not null,
    seen_at timestamptz not null default now(),
    primary key (tenant, connector, window_ms, start_ms, kind, counter)
  )`.execute(db);
}
