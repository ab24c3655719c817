import { expect, it } from 'vitest';
import { createEmptyPostgres } from '../conformance/fresh-postgres.ts';
import { killViews } from './kill-views.ts';

const server = process.env.TEST_DATABASE_URL;

it.skipIf(!server)(
  'shows no value and acknowledges no pick without a row, wherever it is killed',
  { timeout: 300_000 },
  async () => {
    const empty = await createEmptyPostgres(server!);
    const found = await killViews({ database: empty, points: 2, random: () => 0.8 });
    await empty.drop();
    expect(found).toMatchObject({ unrecorded: 0, twice: 0, isLinkWrong: false, findings: 0 });
    expect(found.shown).toBeGreaterThan(0);
  },
);
