import { dataInventory } from '@sidelight/api/privacy/data-inventory.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../flow/until.ts';
import { createSequence } from './sequence.ts';
import { openTwoDesks, type TwoDesks } from './two-desks.ts';

const server = process.env.TEST_DATABASE_URL;
const isFull = process.env.CANARIES === 'full';
const seed = process.env.CANARIES_SEED ?? 'canaries';
const STEPS = isFull ? 1500 : 60;

describe.skipIf(!server)('no sequence of events', { timeout: 1_200_000 }, () => {
  let stage: TwoDesks;
  beforeAll(async () => {
    stage = await openTwoDesks(seed, server!);
  });
  afterAll(() => stage.close());

  it('shows one helpdesk’s or one company’s values to another, nor brings back who was erased', async () => {
    const sequence = createSequence(stage, seed);
    for (let n = 0; n < STEPS && sequence.wrong.length === 0; n++) {
      // However short it is, somebody is erased in it, and much happens after that.
      if (n % 30 === 15) sequence.done.push(await sequence.erase());
      await sequence.step();
    }
    process.stdout.write(
      `${sequence.done.length} steps, ${sequence.shown()} values shown, ${sequence.erased.length} people erased\n`,
    );
    expect(sequence.wrong.slice(0, 5)).toEqual([]);
    expect(sequence.shown()).toBeGreaterThan(STEPS);
    expect(sequence.erased.length).toBeGreaterThan(0);
    const { db } = stage.database;
    const left = async () => {
      const found: string[] = [];
      for (const table of Object.keys(dataInventory).filter((name) => name !== 'erasures')) {
        const { rows } = await sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.table(table)} t
          where tenant = 'acme'`
          .execute(db)
          .catch(() => ({ rows: [] }));
        for (const { row } of rows)
          for (const { canary, around } of sequence.index().find(row))
            if (sequence.erased.some((id) => canary.owner === `acme ${id} person`)) found.push(`${table}: ${around}`);
      }
      return found;
    };
    await until(async () => (await left()).length === 0, 20_000).catch(() => {});
    expect(await left()).toEqual([]);
  });
});
