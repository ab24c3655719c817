import { type Kysely, sql } from 'kysely';

/** Items are looked up by their record, and those that are decided or to be undone among very many that are closed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index sync_reviews_of_record on sync_reviews (tenant, object, record)`.execute(db);
  await sql`create index sync_reviews_chosen on sync_reviews (tenant, object)
    where closed_at is null and choice is not null`.execute(db);
  await sql`create index sync_reviews_to_undo on sync_reviews (tenant, object) where undo_by is not null`.execute(db);
  await sql`create index sync_reviews_done on sync_reviews (tenant, closed_at) where before is not null`.execute(db);
  await sql`create index sync_dead_letters_to_replay on sync_dead_letters (tenant, object)
    where replay_by is not null`.execute(db);
}
