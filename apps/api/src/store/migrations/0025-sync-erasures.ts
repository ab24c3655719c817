import { type Kysely, sql } from 'kysely';

/** Marks by which people who were erased are known again: by a key of the tenant's own, and nothing leads back. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table sync_erasures (
    tenant text not null,
    object text not null,
    mark text not null,
    erasure text not null,
    erased_at timestamptz not null default now(),
    primary key (tenant, object, mark)
  )`.execute(db);
}
