import { argumentsOrExit } from '@sidelight/api/cli/arguments/arguments-or-exit.ts';
import { check } from './check.ts';
import { loadCore } from './core.ts';
import { syncMutants } from './mutants.ts';
import { sourceFolder, withMutant } from './mutated-core.ts';
import { syncSimCommand } from './sync-sim-command.ts';

const { runs, seed, 'no-mutants': isWithoutMutants } = argumentsOrExit(syncSimCommand).values;
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
for (const mutant of isWithoutMutants ? [] : syncMutants) {
  const caught = await withMutant(mutant, (core) => check(core, runs, seed));
  say(
    `${caught ? 'caught  ' : 'SURVIVED'}  ${mutant.name}${caught ? `: ${caught.violations[0]} (${caught.runs})` : ''}`,
  );
  if (!caught) survivors.push(mutant.name);
}
if (!isWithoutMutants) say(`${syncMutants.length - survivors.length} of ${syncMutants.length} mistakes caught`);
process.exitCode = broken || survivors.length > 0 ? 1 : 0;
