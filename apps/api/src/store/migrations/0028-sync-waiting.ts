import { type Kysely, sql } from 'kysely';

/** Since when a record is to hold something that a side does not, sent or not; and how what is looked for is found. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table sync_records add column open_left_since timestamptz, add column open_right_since timestamptz`.execute(
    db,
  );
  await sql`create index sync_records_batch_left on sync_records (tenant, object, batch_left) where batch_left is not null`.execute(
    db,
  );
  await sql`create index sync_records_batch_right on sync_records (tenant, object, batch_right) where batch_right is not null`.execute(
    db,
  );
  await sql`create index sync_reviews_age on sync_reviews (opened_at) where closed_at is null and not blocks`.execute(
    db,
  );
}
