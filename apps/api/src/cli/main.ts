import { ConfigError } from '../config/config.ts';
import { isMapError } from '../map/map-error.ts';
import { FolderInUse } from '../store/folder-lock.ts';
import { incidentReplay } from './incident-replay.ts';
import { jobsList } from './jobs-list.ts';
import { jobsDiscard, jobsRetry } from './jobs-settle.ts';
import { jobsShow } from './jobs-show.ts';
import { mapDiff } from './map-diff.ts';
import { mapDrift } from './map-drift.ts';
import { mapGraph } from './map-graph.ts';
import { mapImpact } from './map-impact.ts';
import { mapLint } from './map-lint.ts';
import { mapSchema } from './map-schema.ts';
import { mapShow } from './map-show.ts';
import { report } from './report.ts';
import { secretsList } from './secrets-list.ts';
import { secretsRotate } from './secrets-rotate.ts';
import { syncBackfill } from './sync-backfill.ts';
import { syncPlan, syncReconcile } from './sync-compare.ts';
import { syncFields } from './sync-fields.ts';
import { syncReplay } from './sync-replay.ts';
import { syncReview } from './sync-review.ts';
import { syncStatus } from './sync-status.ts';
import { syncPause, syncResume, syncRun } from './sync-switch.ts';
import { type CliDeps, type Verb, WRONGLY_ASKED } from './verb.ts';

const verbs: readonly Verb[] = [
  ...[mapLint, mapShow, mapImpact, mapGraph, mapDiff, mapDrift, mapSchema],
  ...[incidentReplay, secretsList, secretsRotate],
  ...[jobsList, jobsShow, jobsRetry, jobsDiscard],
  ...[syncStatus, syncPlan, syncRun, syncPause, syncResume, syncReconcile, syncBackfill, syncFields],
  ...[syncReview, syncReplay],
  report,
];

const usage = (): string =>
  [
    'sidelight <verb>',
    '',
    ...verbs.map(({ name, takes, help }) => `  ${name} ${takes}\n      ${help}`),
    '',
    'The map is read from MAP_DIR, or from map/. Exit code 1: something is wrong; 2: wrongly asked.',
    '',
  ].join('\n');

async function main(args: readonly string[], around: CliDeps): Promise<number> {
  const wordsOf = ({ name }: Verb) => name.split(' ').length;
  const verb = verbs.find((one) => args.slice(0, wordsOf(one)).join(' ') === one.name);
  if (!verb) {
    const isHelp = args.length === 0 || args.includes('--help') || args.includes('help');
    if (!isHelp) around.err(`there is no such verb: ${args.join(' ')}\n\n`);
    around[isHelp ? 'out' : 'err'](usage());
    return isHelp ? 0 : WRONGLY_ASKED;
  }
  if (args.includes('--help')) {
    around.out(`sidelight ${verb.name} ${verb.takes}\n  ${verb.help}\n`);
    return 0;
  }
  try {
    return await verb.run(args.slice(wordsOf(verb)), around);
  } catch (error) {
    if (!(isMapError(error) || error instanceof ConfigError || error instanceof FolderInUse)) throw error;
    around.err(`${error.message}\n`);
    return 1;
  }
}

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
process.exitCode = await main(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  now: Date.now,
  signal: stop.signal,
});
