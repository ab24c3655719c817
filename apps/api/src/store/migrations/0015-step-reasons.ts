import { type Kysely, sql } from 'kysely';

/** Why a rollout took a step, as a code with its figures: the page says it in its reader's language. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table rollout_steps add column reason jsonb`.execute(db);
}
