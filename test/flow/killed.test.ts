import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEmptyPostgres } from '../conformance/fresh-postgres.ts';
import { killBetween } from './kill-between.ts';

const server = process.env.TEST_DATABASE_URL;
const POINTS = 3;
const asItShouldBe = { acknowledged: POINTS, left: 0, givenUp: 0, notes: Array.from({ length: POINTS }, () => 1) };

/** `npm run chaos -- --kill` does the same two hundred times on each. */
describe('a process that is killed after it has acknowledged a webhook', { timeout: 300_000 }, () => {
  it('leaves it to the next one on PGlite, which works on it once', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'sidelight-killed-'));
    expect(await killBetween({ database: { dataDir }, points: POINTS, random: Math.random })).toEqual(asItShouldBe);
    await rm(dataDir, { recursive: true });
  });

  it.skipIf(!server)('leaves it to the next one on PostgreSQL, which works on it once', async () => {
    const empty = await createEmptyPostgres(server!);
    expect(await killBetween({ database: empty, points: POINTS, random: Math.random })).toEqual(asItShouldBe);
    await empty.drop();
  });
});
