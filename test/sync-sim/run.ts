import { parseArgs } from 'node:util';
import { check } from './check.ts';
import { loadCore } from './core.ts';
import { syncMutants } from './mutants.ts';
import { sourceFolder, withMutant } from './mutated-core.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    'no-mutants': { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const seed = Number(values.seed);
const say = (line: string) => process.stdout.write(`${line}\n`);

const begun = performance.now();
const broken = check(await loadCore(sourceFolder), runs, seed);
say(
  `${runs} schedules, seed ${seed}: ${broken ? 'BROKEN' : '0 violations'} (${Math.round((performance.now() - begun) / 1000)} s)`,
);
if (broken) {
  for (const violation of broken.violations) say(`  ${violation}`);
  say(JSON.stringify(broken.schedule, null, 2));
}

const survivors: string[] = [];
for (const mutant of values['no-mutants'] ? [] : syncMutants) {
  const caught = await withMutant(mutant, (core) => check(core, runs, seed));
  say(
    `${caught ? 'caught  ' : 'SURVIVED'}  ${mutant.name}${caught ? `: ${caught.violations[0]} (${caught.runs})` : ''}`,
  );
  if (!caught) survivors.push(mutant.name);
}
if (!values['no-mutants']) say(`${syncMutants.length - survivors.length} of ${syncMutants.length} mistakes caught`);
process.exitCode = broken || survivors.length > 0 ? 1 : 0;
