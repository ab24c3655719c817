import { beforeAll, describe, expect, it } from 'vitest';
import { check } from './check.ts';
import { type Core, loadCore } from './core.ts';
import { syncMutants } from './mutants.ts';
import { sourceFolder, withMutant } from './mutated-core.ts';

/** `npm run sync-sim` plays ten thousand, and holds every mistake to them. */
const RUNS = 2000;

describe('the decision, played', () => {
  let core: Core;
  beforeAll(async () => {
    core = await loadCore(sourceFolder);
  });

  it.each([1, 2])('holds in schedules of edits, faults, deaths and wrong clocks (seed %i)', (seed) => {
    expect(check(core, RUNS, seed)).toBeUndefined();
  });

  it('prints the shortest schedule that shows a mistake', async () => {
    const mutant = syncMutants.find(({ name }) => name === 'send nothing')!;
    const broken = await withMutant(mutant, (mutated) => check(mutated, RUNS, 1));
    expect(broken?.violations).toContain('0 writes for 1 settled edits');
    expect(broken?.schedule).toMatchObject({ edits: [{ trouble: 'none' }] });
  });

  it.each(syncMutants.filter((_, index) => index % 4 === 0))('catches: $name', async (mutant) => {
    expect(await withMutant(mutant, (mutated) => check(mutated, 3 * RUNS, 1))).toBeDefined();
  });
});
