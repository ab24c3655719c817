import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { patternOf } from '../pattern.ts';
import { type Bug, type Catcher, edited } from './bug.ts';
import { bugs } from './list.ts';

type Say = (line: string) => void;
/** `none`: no test of that name ran, so nothing was shown. */
type Verdict = 'green' | 'red' | 'none';

/**
 * Puts each mistake into a copy of the tree, runs who must notice, and says whether they did. Without
 * a mistake the copy must be green. A test counts as red when it fails twice, so that a busy machine
 * catches nothing.
 */
export async function catchBugs(root: string, only: string | undefined, say: Say): Promise<boolean> {
  const started = performance.now();
  const words = new RegExp(only === undefined ? '' : patternOf(only));
  const chosen = bugs.filter(({ name }) => words.test(name));
  const copy = await copyOf(root);
  try {
    const isGreen = await isGreenWithout(copy, chosen, say);
    let caught = 0;
    for (const bug of isGreen ? chosen : []) if (await isCaught(copy, bug, say)) caught++;
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    say(`\n${caught} of ${chosen.length} seeded bugs caught; ${seconds} s`);
    return isGreen && chosen.length > 0 && caught === chosen.length;
  } finally {
    await rm(copy, { recursive: true });
  }
}

/** Everything but what is installed, which is linked, and what is built or kept. */
async function copyOf(root: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'sidelight-bugs-'));
  const left = /^(node_modules|\.git|\.sidelight)$|(^|\/)dist$/;
  const filter = (path: string) => !left.test(relative(root, path));
  // Links inside the workspace are relative, and must lead to the copy.
  await cp(root, copy, { recursive: true, verbatimSymlinks: true, filter });
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
  return copy;
}

/** All at once, file by file: each test that must notice something is there, and has nothing to notice. */
async function isGreenWithout(copy: string, chosen: readonly Bug[], say: Say): Promise<boolean> {
  const catchers = [...new Map(chosen.map(({ caughtBy }) => [nameOf(caughtBy), caughtBy])).values()];
  let isGreen = true;
  for (const [file, own] of Map.groupBy(catchers, (catcher) => catcher.file)) {
    const results = await run(copy, file, own);
    for (const catcher of own) {
      const about = results.filter(({ fullName }) => new RegExp(patternOf(catcher.words ?? '')).test(fullName));
      const verdict = verdictOf(about);
      if (verdict === 'green') continue;
      isGreen = false;
      say(`without any bug ${verdict === 'none' ? 'there is no test' : 'RED'}: ${nameOf(catcher)}`);
    }
  }
  if (isGreen) say(`without any bug: ${catchers.length} sets of tests are green\n`);
  return isGreen;
}

async function isCaught(copy: string, { name, edits, caughtBy }: Bug, say: Say): Promise<boolean> {
  const before = new Map<string, string>();
  try {
    for (const edit of edits) {
      const path = join(copy, edit.file);
      const text = await readFile(path, 'utf8');
      if (!before.has(path)) before.set(path, text);
      await writeFile(path, edited(text, edit));
    }
    const started = performance.now();
    const evaluator = async () => verdictOf(await run(copy, caughtBy.file, [caughtBy]));
    const first = await evaluator();
    // On a machine that is too busy to start the runner nothing was shown either way.
    const verdict = first === 'none' ? await evaluator() : first;
    const seconds = ((performance.now() - started) / 1000).toFixed(0).padStart(3);
    const outcome = { red: 'caught    ', green: 'NOT caught', none: 'NO TEST   ' }[verdict];
    say(`${outcome} ${seconds} s  ${name}  (${nameOf(caughtBy)})`);
    return verdict === 'red';
  } finally {
    for (const [path, text] of before) await writeFile(path, text);
  }
}

const nameOf = ({ file, words }: Catcher): string => (words === undefined ? file : `${file}: ${words}`);

async function run(copy: string, file: string, catchers: readonly Catcher[]): Promise<readonly Result[]> {
  const report = join(copy, 'report.json');
  await rm(report, { force: true });
  const pattern = catchers.map(({ words = '' }) => patternOf(words)).join('|');
  const args = ['run', file, '--retry=1', '--testTimeout=60000', '--testNamePattern', pattern];
  args.push('--reporter=json', `--outputFile.json=${report}`);
  if (catchers.length === 1) args.push('--bail=1');
  await new Promise<void>((resolve) => {
    // What is broken on purpose fails on a quiet machine too: there the second try is enough.
    const env = { ...process.env, CHAOS: 'full', ...(catchers.length === 1 && { CHAOS_TRIES: '1' }) };
    const child = spawn(join(copy, 'node_modules/.bin/vitest'), args, { cwd: copy, env, stdio: 'ignore' });
    child.on('close', () => resolve());
  });
  const text = await readFile(report, 'utf8').catch(() => '{"testResults":[]}');
  return Report.parse(JSON.parse(text)).testResults.flatMap(({ assertionResults }) => assertionResults);
}

const Report = z.object({
  testResults: z.array(z.object({ assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })) })),
});
type Result = z.infer<typeof Report>['testResults'][number]['assertionResults'][number];

function verdictOf(results: readonly Result[]): Verdict {
  if (results.some(({ status }) => status === 'failed')) return 'red';
  return results.some(({ status }) => status === 'passed') ? 'green' : 'none';
}
