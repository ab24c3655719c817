import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEmptyPostgres } from '../conformance/fresh-postgres.ts';
import { killErasures } from './kill-erasures.ts';

const server = process.env.TEST_DATABASE_URL;
const POINTS = 2;
const asItShouldBe = { acknowledged: POINTS, unfinished: 0, left: 0, receipts: 0, harmed: 0, findings: 0 };

/** `npm run chaos -- --kill --only erasure` does the same at as many points as one likes. */
describe('a process that is killed while somebody is erased', { timeout: 300_000 }, () => {
  it('leaves it to the next one on PGlite', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'sidelight-killed-'));
    expect(await killErasures({ database: { dataDir }, points: POINTS, random: Math.random })).toEqual(asItShouldBe);
    await rm(dataDir, { recursive: true });
  });

  it.skipIf(!server)('leaves it to the next one on PostgreSQL', async () => {
    const empty = await createEmptyPostgres(server!);
    expect(await killErasures({ database: empty, points: POINTS, random: Math.random })).toEqual(asItShouldBe);
    await empty.drop();
  });
});
