import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { checks } from './checks.ts';

/** `npm test`: the checks, then every test, then one line that counts them. */
const root = join(import.meta.dirname, '..');
const Report = z.object({ numPassedTests: z.int(), numFailedTests: z.int(), numPendingTests: z.int() });
const Names = z.array(z.string());

async function main(): Promise<void> {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const triedAgain: string[] = [];
  for (const check of checks) {
    const { ok, output } = await check.run();
    process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${check.name}\n`);
    if (!ok) process.stdout.write(`${output}\n`);
    total[ok ? 'passed' : 'failed']++;
  }
  const folder = await mkdtemp(join(tmpdir(), 'sidelight-test-'));
  try {
    for (const config of ['vitest.config.ts', 'vitest.e2e.config.ts']) {
      const file = join(folder, `${config}.json`);
      const retriesFile = join(folder, `${config}.retries.json`);
      const code = await vitest(config, file, retriesFile);
      triedAgain.push(...Names.catch([]).parse(await readJson(retriesFile)));
      const report = Report.safeParse(await readJson(file));
      if (!report.success) {
        process.stdout.write(`${config} left no report (exit code ${code})\n`);
        total.failed++;
        continue;
      }
      total.passed += report.data.numPassedTests;
      total.failed += report.data.numFailedTests;
      total.skipped += report.data.numPendingTests;
      // A run can fail without a failed test: an unhandled rejection, a suite that does not load.
      if (code !== 0 && report.data.numFailedTests === 0) total.failed++;
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  const again = triedAgain.length > 0 ? `, ${triedAgain.length} timed tests tried again` : '';
  for (const name of triedAgain) process.stdout.write(`tried again: ${name}\n`);
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}${again}\n`);
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
}

function vitest(config: string, file: string, retriesFile: string): Promise<number> {
  return new Promise((resolve) => {
    const args = ['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    args.push('--reporter=./scripts/count-retries.ts');
    const env = { ...process.env, SIDELIGHT_RETRIES_FILE: retriesFile };
    const child = spawn(join(root, 'node_modules/.bin/vitest'), args, { cwd: root, stdio: 'inherit', env });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}

await main();
