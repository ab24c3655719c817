import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { patternOf } from '../pattern.ts';
import type { Catcher } from './mutant.ts';

/** `none`: no test of that name ran, so nothing was shown. */
export type Verdict = 'green' | 'red' | 'none';

const Report = z.object({
  testResults: z.array(z.object({ assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })) })),
});
export type TestResult = z.infer<typeof Report>['testResults'][number]['assertionResults'][number];

/** Runs those tests of one file once, in that tree. With one catcher it ends at the first failure. */
export async function runCatchers(root: string, file: string, catchers: readonly Catcher[]) {
  const report = join(root, 'report.json');
  await rm(report, { force: true });
  const pattern = catchers.map(({ words = '' }) => patternOf(words)).join('|');
  const args = ['run', file, '--retry=0', '--testTimeout=60000', '--testNamePattern', pattern];
  args.push('--reporter=json', `--outputFile.json=${report}`);
  const isOne = catchers.length === 1;
  if (isOne) args.push('--bail=1');
  await new Promise<void>((resolve) => {
    // Each mutant is run several times: a busy machine is not also given second tries inside one of them.
    const env = { ...process.env, CHAOS: 'full', ...(isOne && { CHAOS_TRIES: '1' }) };
    const child = spawn(join(root, 'node_modules/.bin/vitest'), args, { cwd: root, env, stdio: 'ignore' });
    child.on('close', () => resolve());
  });
  const text = await readFile(report, 'utf8').catch(() => '{"testResults":[]}');
  return Report.parse(JSON.parse(text)).testResults.flatMap(({ assertionResults }) => assertionResults);
}

export function verdictOf(results: readonly TestResult[]): Verdict {
  if (results.some(({ status }) => status === 'failed')) return 'red';
  return results.some(({ status }) => status === 'passed') ? 'green' : 'none';
}
