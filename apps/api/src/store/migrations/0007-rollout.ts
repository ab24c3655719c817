import { type Kysely, sql } from 'kysely';

/** Who sees the sidebar, how that came about, and how contexts went, by the minute. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table rollouts (
    tenant text primary key,
    phase text not null,
    pilot_groups jsonb not null,
    groups jsonb not null,
    criteria jsonb not null,
    since timestamptz not null,
    version bigint not null,
    looked_at timestamptz
  )`.execute(db);
  await sql`create table rollout_steps (
    tenant text not null,
    n bigint generated always as identity,
    at timestamptz not null,
    from_phase text not null,
    to_phase text not null,
    by text not null,
    why text,
    primary key (tenant, n)
  )`.execute(db);
  await sql`create table served_contexts (
    tenant text not null,
    minute timestamptz not null,
    total int not null,
    in_time int not null,
    failed int not null,
    primary key (tenant, minute)
  )`.execute(db);
  // Readiness asks for days of it; a thousandth of an ordinary index, as rows come in order of time.
  await sql`create index audit_by_time on audit using brin (at)`.execute(db);
  // Copies of agents from before their groups were read would say that they have none.
  await sql`delete from last_known where read = 'helpdesk.agent'`.execute(db);
}
