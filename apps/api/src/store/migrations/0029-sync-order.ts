import { type Kysely, sql } from 'kysely';

/** The page of items reads them in its order. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create index sync_reviews_page on sync_reviews
    (tenant, (not blocks), (date_trunc('milliseconds', opened_at at time zone 'UTC')), id)
    where closed_at is null and choice is null`.execute(db);
}
