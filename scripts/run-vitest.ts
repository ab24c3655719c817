import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');
/** What Node has compiled for one file of tests it has for the next. */
const NODE_COMPILE_CACHE = join(root, 'node_modules/.cache/sidelight/compiled');
const Names = z.array(z.string());
const Report = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      startTime: z.number(),
      endTime: z.number(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

export interface Run {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Tests that measure time and were given another try, by name. */
  readonly triedAgain: readonly string[];
  /** Files with a failed test, or that did not load. */
  readonly failedFiles: readonly string[];
  readonly failedTests: readonly string[];
  /** Why the run is not green: its failed tests, or in one line that it ended badly without any. */
  readonly failures: readonly string[];
  /** How long each file took, with its set-up, by its place in the repository. */
  readonly tookMs: ReadonlyMap<string, number>;
}

/** One run of vitest by that configuration, of these files or of all. `folder`: where its reports go. */
export async function runVitest(config: string, folder: string, files: readonly string[] = []): Promise<Run> {
  const name = `${config}${files.length > 0 ? '.alone' : ''}`;
  const file = join(folder, `${name}.json`);
  const retriesFile = join(folder, `${name}.retries.json`);
  const code = await vitest(
    [
      ...['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
      ...['--reporter=./scripts/count-retries.ts', ...(files.length > 0 ? ['--no-file-parallelism', ...files] : [])],
    ],
    retriesFile,
  );
  const triedAgain = Names.catch([]).parse(await readJson(retriesFile));
  const report = Report.safeParse(await readJson(file));
  if (!report.success) {
    const failures = [`${config} left no report (exit code ${code})`];
    return {
      passed: 0,
      failed: 1,
      skipped: 0,
      triedAgain,
      failedFiles: [],
      failedTests: [],
      failures,
      tookMs: new Map(),
    };
  }
  const { numPassedTests: passed, numFailedTests, numPendingTests: skipped, testResults } = report.data;
  const bad = testResults.filter(({ status }) => status === 'failed');
  const failedTests = bad.flatMap(({ name: own, assertionResults }) => {
    const tests = assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
    return tests.length > 0 ? tests : [own];
  });
  // A run can fail without a failed test: an unhandled rejection, a suite that does not load.
  const failed = code !== 0 ? Math.max(1, numFailedTests, failedTests.length) : numFailedTests;
  const endedBadly = `${config} ended with code ${code} though no test failed: look for "Unhandled" above`;
  const failures = failed > 0 && failedTests.length === 0 ? [endedBadly] : failedTests;
  const tookMs = new Map(testResults.map((one) => [relative(root, one.name), one.endTime - one.startTime]));
  return {
    passed,
    failed,
    skipped,
    triedAgain,
    failedFiles: bad.map((one) => one.name),
    failedTests,
    failures,
    tookMs,
  };
}

function vitest(args: readonly string[], retriesFile: string): Promise<number> {
  return new Promise((resolve) => {
    const env = { ...process.env, NODE_COMPILE_CACHE, SIDELIGHT_RETRIES_FILE: retriesFile };
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
