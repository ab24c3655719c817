import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argumentsOrExit } from '../apps/api/src/cli/arguments/arguments-or-exit.ts';
import { checks } from './checks.ts';
import { runVitest } from './run-vitest.ts';
import { testCommand } from './test-command.ts';

/** More failed files than this are no accident of a busy machine. */
const MAX_ALONE = 4;
/** Whoever wants the tests to be faster begins with these. */
const SLOWEST = 12;

/**
 * `npm test`: the checks, then the tests, then one line that counts them; with `--all`, the long ones too. No test outside the `timed` projects has a
 * second try; a few files that failed are run once more with nothing beside them, and the last line says how many
 * tests passed only then, so that nobody mistakes the one for the other.
 */
async function main(): Promise<void> {
  const isAll = argumentsOrExit(testCommand).values.all === true;
  if (!isAll) process.env.SIDELIGHT_TESTS = 'short';
  const began = performance.now();
  const total = { passed: 0, failed: 0, skipped: 0 };
  const triedAgain: string[] = [];
  const onlyAlone: string[] = [];
  /** Named at the very end: whoever sees only the last lines of a long output has to know what to look at. */
  const failures: string[] = [];
  const tookMs = new Map<string, number>();
  const waiting = checks.filter(({ isOfTests }) => !isOfTests);
  const oneAfterTheOther = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const { ok, output } = await check.run();
      process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${check.name}\n`);
      if (!ok) process.stdout.write(`${output}\n`);
      total[ok ? 'passed' : 'failed']++;
      if (!ok) failures.push(`the check "${check.name}"`);
    }
  };
  // Nothing here is held to time: two beside each other use what one leaves of the machine.
  await Promise.all([oneAfterTheOther(), oneAfterTheOther()]);
  const folder = await mkdtemp(join(tmpdir(), 'sidelight-test-'));
  try {
    for (const config of ['vitest.config.ts', 'vitest.e2e.config.ts']) {
      const run = await runVitest(config, folder);
      for (const [file, ms] of run.tookMs) tookMs.set(file, ms);
      triedAgain.push(...run.triedAgain);
      total.passed += run.passed;
      total.skipped += run.skipped;
      const isFew = run.failedFiles.length > 0 && run.failedFiles.length <= MAX_ALONE;
      if (!isFew) {
        total.failed += run.failed;
        failures.push(...run.failures);
        continue;
      }
      process.stdout.write(`\nonce more, alone: ${run.failedTests.join(' · ')}\n`);
      const alone = await runVitest(config, folder, run.failedFiles);
      const stillFailed = new Set(alone.failedTests);
      const passed = run.failedTests.filter((name) => !stillFailed.has(name));
      total.failed += alone.failed;
      failures.push(...alone.failures);
      if (alone.failed === 0) total.passed += run.failed;
      onlyAlone.push(...passed);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  const slowest = [...tookMs].toSorted(([, a], [, b]) => b - a).slice(0, SLOWEST);
  for (const [file, ms] of slowest) process.stdout.write(`slow: ${Math.round(ms / 1000)} s ${file}\n`);
  for (const name of triedAgain) process.stdout.write(`tried again: ${name}\n`);
  for (const name of onlyAlone) process.stdout.write(`passed only alone: ${name}\n`);
  for (const name of failures) process.stdout.write(`failed: ${name}\n`);
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  const parts = [
    `${total.passed} passed, ${total.failed} failed`,
    ...(total.skipped > 0 ? [`${total.skipped} skipped`] : []),
    ...(triedAgain.length > 0 ? [`${triedAgain.length} timed tests tried again`] : []),
    ...(onlyAlone.length > 0 ? [`${onlyAlone.length} passed only when run alone`] : []),
  ];
  if (!isAll) parts.push('the long ones left to `npm test -- --all`');
  process.stdout.write(`\n${parts.join(', ')}; ${minutes} min\n`);
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
}

await main();
