import { expect, it } from 'vitest';
import { createEmptyPostgres } from '../conformance/fresh-postgres.ts';
import { createRandom } from '../world/company/random.ts';
import { killLinks } from './kill-links.ts';

const server = process.env.TEST_DATABASE_URL;

/** `npm run chaos -- --kill --only links` does the same at as many points as one likes. */
it.skipIf(!server)(
  'links are what was acknowledged, once and on record, wherever it is killed',
  { timeout: 300_000 },
  async () => {
    const empty = await createEmptyPostgres(server!);
    const found = await killLinks({ database: empty, points: 2, random: createRandom('links').next });
    await empty.drop();
    expect(found).toMatchObject({ wrong: 0, unrecorded: 0, twice: 0, findings: 0 });
    expect(found.picked).toBeGreaterThan(0);
  },
);
