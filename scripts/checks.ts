import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

export interface Verdict {
  readonly ok: boolean;
  readonly tookMs: number;
  readonly output: string;
}

export interface Check {
  readonly name: string;
  /** Tests that `npm test` runs anyway, with all others. */
  readonly isOfTests: boolean;
  run(): Promise<Verdict>;
}

const check = (name: string, program: string, args: readonly string[], isOfTests = false): Check => ({
  name,
  isOfTests,
  run: () =>
    new Promise((resolve) => {
      const started = performance.now();
      const child = spawn(join(root, 'node_modules/.bin', program), args, {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let output = '';
      const keep = (chunk: Buffer) => {
        output += chunk.toString();
      };
      child.stdout.on('data', keep);
      child.stderr.on('data', keep);
      child.on('close', (code) => resolve({ ok: code === 0, tookMs: performance.now() - started, output }));
    }),
});

/** What can be said of the tree without running the product. Together under half a minute. */
export const checks: readonly Check[] = [
  check('format and lint', 'biome', ['ci', '--error-on-warnings', '--colors=off', '.']),
  check('types', 'tsc', ['-p', '.']),
  check('map', 'node', ['apps/api/src/cli/main.ts', 'map', 'lint']),
  check('map schemas', 'node', ['apps/api/src/cli/main.ts', 'map', 'schema', '--check']),
  check('boundaries, map', 'vitest', ['run', 'test/layout', 'test/map', '--reporter=dot'], true),
  check('package', 'node', ['scripts/package/check-package.ts']),
  check('dead code', 'knip', ['--treat-config-hints-as-errors']),
  check('byte budgets', 'node', ['apps/sidebar/budget.ts']),
];
