import { join } from 'node:path';
import fc from 'fast-check';
import { loadCore } from './core.ts';
import { play } from './play.ts';
import { schedules } from './schedule.ts';
import { violations } from './violations.ts';

const core = await loadCore(join(import.meta.dirname, '../../apps/api/src/sync'));
const t = Date.now();
const result = fc.check(
  fc.property(schedules, (schedule) => {
    const found = violations(play(core, schedule));
    if (found.length > 0) throw new Error(found.join('; '));
  }),
  { numRuns: Number(process.argv[2] ?? 1000), seed: Number(process.argv[3] ?? 1) },
);
console.log(Date.now() - t, 'ms', result.numRuns, result.failed);
if (result.failed && result.counterexample) {
  const [one] = result.counterexample;
  console.log(JSON.stringify(one));
  console.log(String(result.errorInstance).slice(0, 500));
  const p = play(core, one);
  console.log(JSON.stringify(p.edits).slice(0, 600));
  console.log(JSON.stringify(p.machine.log.map((l) => [l.because, l.side, l.value, l.edit])).slice(0, 1500));
  console.log(
    JSON.stringify(p.machine.state()).slice(0, 1500),
    p.machine.writes,
    JSON.stringify(p.machine.reviews).slice(0, 500),
  );
}
