import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmptyPostgres, type EmptyPostgres } from './fresh-postgres.ts';

const server = process.env.TEST_DATABASE_URL;

describe.skipIf(!server)('a database that goes away and comes back', () => {
  let empty: EmptyPostgres;
  let database: OpenDatabase;
  const unheard: unknown[] = [];
  const hear = (error: unknown) => void unheard.push(error);
  beforeAll(async () => {
    empty = await createEmptyPostgres(server!);
    database = await openDatabase({ url: empty.url });
    process.on('uncaughtExceptionMonitor', hear);
  });
  afterAll(async () => {
    process.off('uncaughtExceptionMonitor', hear);
    await database.close();
    await empty.drop();
  });

  it('ends no process, not even between two queries of one transaction', async () => {
    const work = database.db.transaction().execute(async (trx) => {
      await sql`select 1`.execute(trx);
      await empty.setAway(true);
      await new Promise((resolve) => setTimeout(resolve, 300));
      await sql`select 1`.execute(trx);
    });
    await expect(work).rejects.toThrow();
    expect(unheard).toEqual([]);
    expect(await database.isAnswering()).toBe(false);
    await empty.setAway(false);
    expect(await database.isAnswering()).toBe(true);
  });
});
