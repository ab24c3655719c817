import { describe, expect, it } from 'vitest';
import { createEmptyPostgres } from '../conformance/fresh-postgres.ts';
import { killSync } from './kill-sync.ts';

const server = process.env.TEST_DATABASE_URL;
const POINTS = 2;
const asItShouldBe = { lost: 0, twice: 0, backwards: 0, deadLetters: 0, waiting: 0 };

/** `npm run chaos -- --sync-kill` does the same three hundred times, on PGlite too. */
describe('a process that is killed after edits were acknowledged', { timeout: 300_000 }, () => {
  it.skipIf(!server)('leaves them to the next one on PostgreSQL, which writes each once', async () => {
    const empty = await createEmptyPostgres(server!);
    const report = await killSync({ database: empty, points: POINTS, random: Math.random });
    expect(report).toMatchObject(asItShouldBe);
    expect(report.acknowledged).toBeGreaterThanOrEqual(POINTS);
    await empty.drop();
  });
});
