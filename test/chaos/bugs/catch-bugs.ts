import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
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

async function isGreenWithout(copy: string, chosen: readonly Bug[], say: Say): Promise<boolean> {
  const catchers = new Map(chosen.map(({ caughtBy }) => [nameOf(caughtBy), caughtBy]));
  let isGreen = true;
  for (const [name, catcher] of catchers) {
    const verdict = await run(copy, catcher);
    if (verdict === 'green') continue;
    isGreen = false;
    say(`without any bug ${verdict === 'none' ? 'there is no test' : 'RED'}: ${name}`);
  }
  if (isGreen) say(`without any bug: ${catchers.size} sets of tests are green\n`);
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
    const isRed = (await run(copy, caughtBy)) === 'red';
    const seconds = ((performance.now() - started) / 1000).toFixed(0).padStart(3);
    say(`${isRed ? 'caught    ' : 'NOT caught'} ${seconds} s  ${name}  (${nameOf(caughtBy)})`);
    return isRed;
  } finally {
    for (const [path, text] of before) await writeFile(path, text);
  }
}

const nameOf = ({ file, words }: Catcher): string => (words === undefined ? file : `${file}: ${words}`);

function run(copy: string, { file, words }: Catcher): Promise<Verdict> {
  const args = ['run', file, '--retry=1', '--bail=1', '--reporter=json', '--testTimeout=60000'];
  if (words !== undefined) args.push('--testNamePattern', patternOf(words));
  return new Promise((resolve) => {
    const env = { ...process.env, CHAOS: 'full' };
    const child = spawn(join(copy, 'node_modules/.bin/vitest'), args, {
      cwd: copy,
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on('close', () => resolve(verdictOf(output)));
  });
}

function verdictOf(report: string): Verdict {
  if (/"numFailedTests":[1-9]/.test(report)) return 'red';
  return /"numPassedTests":[1-9]/.test(report) ? 'green' : 'none';
}
