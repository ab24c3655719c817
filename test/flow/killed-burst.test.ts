import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEmptyPostgres } from '../conformance/fresh-postgres.ts';
import { killBursts } from './kill-bursts.ts';

const server = process.env.TEST_DATABASE_URL;
const POINTS = 2;
const SIZE = 300;
const given = { points: POINTS, size: SIZE, random: () => 0.05 };
const asItShouldBe = {
  ...{ sent: POINTS * SIZE, acknowledged: POINTS * SIZE, inMidst: POINTS },
  ...{ lost: 0, twice: 0, unhandled: 0 },
};

/** `npm run chaos -- --kill --only bursts` does the same at as many points as one likes. */
describe('a process that is killed in a burst of webhooks', { timeout: 300_000 }, () => {
  it('has kept each it acknowledged; the others are sent again, and each is there once and handled: PGlite', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'sidelight-burst-'));
    expect(await killBursts({ ...given, database: { dataDir } })).toEqual(asItShouldBe);
    await rm(dataDir, { recursive: true });
  });

  it.skipIf(!server)('the same on PostgreSQL', async () => {
    const empty = await createEmptyPostgres(server!);
    expect(await killBursts({ ...given, database: empty })).toEqual(asItShouldBe);
    await empty.drop();
  });
});
