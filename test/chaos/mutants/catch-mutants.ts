import { patternOf } from '../pattern.ts';
import { mutants } from './list.ts';
import type { Catcher, Mutant } from './mutant.ts';
import { copyTree } from './mutated-tree.ts';
import { runCatchers, verdictOf } from './run-catcher.ts';
import { type Outcome, tally } from './tally.ts';
import { typeErrors } from './type-errors.ts';

type Say = (line: string) => void;

/**
 * Puts each mistake into a copy of the tree, runs who must notice, and says whether they did. Without
 * a mistake the copy must compile and be green; with one it must still compile, or what failed was not
 * what the mistake breaks. Caught is what survives at most one of five runs.
 */
export async function catchMutants(root: string, only: string | undefined, say: Say): Promise<boolean> {
  const started = performance.now();
  const words = new RegExp(only === undefined ? '' : patternOf(only));
  const chosen = mutants.filter(({ name }) => words.test(name));
  const tree = await copyTree(root);
  try {
    const isReady = (await isTyped(tree.root, say)) && (await isGreenWithout(tree.root, chosen, say));
    let caught = 0;
    for (const mutant of isReady ? chosen : []) {
      const isCaught = await tree.withEdits(mutant.edits, () => catchOne(tree.root, mutant, say));
      if (isCaught) caught++;
    }
    say(`\n${caught} of ${chosen.length} mutants caught; ${secondsSince(started)} s`);
    return isReady && chosen.length > 0 && caught === chosen.length;
  } finally {
    await tree.remove();
  }
}

async function isTyped(root: string, say: Say): Promise<boolean> {
  const errors = await typeErrors(root);
  for (const line of errors) say(`without any mutant: ${line}`);
  return errors.length === 0;
}

/** All at once, file by file: each test that must notice something is there, and has nothing to notice. */
async function isGreenWithout(root: string, chosen: readonly Mutant[], say: Say): Promise<boolean> {
  const catchers = [...new Map(chosen.map(({ caughtBy }) => [nameOf(caughtBy), caughtBy])).values()];
  let isGreen = true;
  for (const [file, own] of Map.groupBy(catchers, (catcher) => catcher.file)) {
    const results = await runCatchers(root, file, own);
    for (const catcher of own) {
      const about = results.filter(({ fullName }) => new RegExp(patternOf(catcher.words ?? '')).test(fullName));
      const verdict = verdictOf(about);
      if (verdict === 'green') continue;
      isGreen = false;
      say(`without any mutant ${verdict === 'none' ? 'there is no test' : 'RED'}: ${nameOf(catcher)}`);
    }
  }
  if (isGreen) say(`without any mutant: ${catchers.length} sets of tests are green\n`);
  return isGreen;
}

async function catchOne(root: string, { name, caughtBy }: Mutant, say: Say): Promise<boolean> {
  const started = performance.now();
  const errors = await typeErrors(root);
  const outcome =
    errors.length > 0
      ? undefined
      : await tally(async () => verdictOf(await runCatchers(root, caughtBy.file, [caughtBy])));
  const seconds = secondsSince(started).padStart(4);
  say(`${(outcome ? wordsOf(outcome) : 'NOT TYPED').padEnd(17)}${seconds} s  ${name}  (${nameOf(caughtBy)})`);
  for (const line of errors) say(`    ${line}`);
  return outcome?.kind === 'caught';
}

function wordsOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'caught':
      return `caught ${outcome.reds} of ${outcome.runs}`;
    case 'survived':
      return `SURVIVED ${outcome.greens} of ${outcome.runs}`;
    case 'no_test':
      return 'NO TEST';
  }
}

const nameOf = ({ file, words }: Catcher): string => (words === undefined ? file : `${file}: ${words}`);
const secondsSince = (startedMs: number): string => ((performance.now() - startedMs) / 1000).toFixed(0);
