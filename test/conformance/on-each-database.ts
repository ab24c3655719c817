import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { describe, it } from 'vitest';
import { openFreshPostgres } from './fresh-postgres.ts';

/** Opens one of its own; the `url`, for other processes to open it by, is PostgreSQL's alone. */
export type Open = () => Promise<OpenDatabase & { readonly url?: string }>;

/** Puts the same promises to either database. */
export function onEachDatabase(
  subject: string,
  promises: (open: Open, database: 'PGlite' | 'PostgreSQL') => void,
): void {
  const postgresUrl = process.env.TEST_DATABASE_URL;
  // In `npm test` the one that most run on speaks for both.
  const isShort = postgresUrl !== undefined && process.env.SIDELIGHT_TESTS === 'short';
  if (!isShort) describe(`${subject} on PGlite`, () => promises(() => openDatabase({ inMemory: true }), 'PGlite'));
  if (postgresUrl)
    describe(`${subject} on PostgreSQL`, () => promises(() => openFreshPostgres(postgresUrl), 'PostgreSQL'));
  else it.skip('PostgreSQL: skipped, TEST_DATABASE_URL is not set (.ci/run sets it)', () => {});
}
