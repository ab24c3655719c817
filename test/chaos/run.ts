import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argumentsOrExit } from '@sidelight/api/cli/arguments/arguments-or-exit.ts';
import { z } from 'zod';
import { chaosCommand } from './chaos-command.ts';
import { killAudit } from './kill-audit.ts';
import { killIntake } from './kill-bursts.ts';
import { killEdits } from './kill-edits.ts';
import { killPeople } from './kill-erasures.ts';
import { killPicks } from './kill-links.ts';
import { killWebhooks } from './kill-webhooks.ts';
import { catchMutants } from './mutants/catch-mutants.ts';
import { patternOf } from './pattern.ts';
import { playSequences } from './play-sequences.ts';

/** `npm run chaos`: the full matrix, or what its options say. */
const root = join(import.meta.dirname, '../..');
const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(z.object({ fullName: z.string(), title: z.string(), status: z.string() })),
    }),
  ),
});

async function runMatrix(seed: string, only: string | undefined): Promise<boolean> {
  const started = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'sidelight-chaos-'));
  const file = join(folder, 'report.json');
  try {
    const code = await vitest(file, seed, only);
    const report = Report.parse(JSON.parse(await readFile(file, 'utf8')));
    const all = report.testResults.flatMap(({ assertionResults }) => assertionResults);
    const passed = all.filter(({ status }) => status === 'passed');
    const failed = all.filter(({ status }) => status === 'failed');
    const scenarios = passed.filter(({ fullName }) =>
      /^(one system fails|two systems are gone|lying of)/.test(fullName),
    );
    say('');
    for (const { title } of failed) say(`FAILED ${title}; again: npm run chaos -- --seed ${seed} --only "${title}"`);
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    const others = passed.length - scenarios.length;
    say(
      `${scenarios.length} scenarios and ${others} other checks passed, ${failed.length} failed; seed ${seed}; ${seconds} s`,
    );
    if (all.length > 0 && passed.length + failed.length === 0) say(`no test is called "${only}"`);
    return code === 0 && failed.length === 0 && passed.length > 0;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** One file at a time and nothing twice: what is measured is not to be disturbed, nor excused. */
function vitest(file: string, seed: string, only: string | undefined): Promise<number> {
  const args = ['run', 'test/chaos', '--no-file-parallelism', '--retry=0', '--testTimeout=60000'];
  args.push('--reporter=verbose', '--hideSkippedTests', '--reporter=json', `--outputFile.json=${file}`);
  if (only !== undefined) args.push('--testNamePattern', patternOf(only));
  return new Promise((resolve) => {
    const env = { ...process.env, CHAOS: 'full', CHAOS_SEED: seed };
    const child = spawn(join(root, 'node_modules/.bin/vitest'), args, { cwd: root, stdio: 'inherit', env });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

const say = (line: string) => void process.stdout.write(`${line}\n`);

const { seed, only, points, mutants, kill, sequences, 'sync-kill': syncKill } = argumentsOrExit(chaosCommand).values;
async function killAll(many: number): Promise<boolean> {
  const kinds = { webhooks: killWebhooks, bursts: killIntake, links: killPicks, audit: killAudit, erasure: killPeople };
  const chosen = Object.entries(kinds).filter(([name]) => only === undefined || name === only);
  if (chosen.length === 0) say(`nothing is called "${only}"`);
  let isAllGood = chosen.length > 0;
  for (const [name, killAt] of chosen) {
    say(`${name}, seed ${seed}`);
    isAllGood = (await killAt(many, seed, say)) && isAllGood;
  }
  return isAllGood;
}
function run(): Promise<boolean> {
  if (mutants) return catchMutants(root, only, say);
  if (sequences) return playSequences(root, sequences, seed);
  if (kill) return killAll(points || 200);
  return syncKill ? killEdits(points || 300, seed, say) : runMatrix(seed, only);
}
const isGood = await run();
process.exitCode = isGood ? 0 : 1;
