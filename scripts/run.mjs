// The root scripts, for a machine that has only Node 20 and npm: installs what is missing, then
// hands over to the Node that the repository pins.
import { spawn } from 'node:child_process';
import { findBrowser } from './browser.mjs';
import { install } from './install.mjs';

const root = new URL('..', import.meta.url).pathname;
const [command, ...args] = process.argv.slice(2);

/**
 * What each command runs, in order; the first that fails ends it with its exit code. `build`: the pages first;
 * `bundle`: what production runs, too. Everything else runs the sources.
 */
const commands = {
  demo: { build: true, steps: [['node', 'test/world/demo.ts']] },
  sidelight: { steps: [['node', 'apps/api/src/cli/main.ts']] },
  build: { build: true, bundle: true, steps: [] },
  start: {
    build: true,
    bundle: true,
    steps: [
      [
        'node',
        '--enable-source-maps',
        '--max-semi-space-size=32',
        '--max-old-space-size=384',
        'apps/api/dist/main.mjs',
      ],
    ],
  },
  package: { build: true, steps: [['node', 'scripts/package/package.ts']] },
  validate: { steps: [['node', 'scripts/package/validate-file.ts']] },
  verify: { build: true, steps: [['node', 'scripts/verify.ts']] },
  docs: { steps: [['node', 'scripts/docs.ts']] },
  capacity: { steps: [['node', 'scripts/capacity/run.ts']] },
  bench: { build: true, bundle: true, browser: true, steps: [['node', 'test/bench/bench.ts']] },
  'sync-sim': { steps: [['node', 'test/sync-sim/run.ts']] },
  canaries: { steps: [['node', 'test/canaries/run.ts']] },
  chaos: { build: true, bundle: true, steps: [['node', 'test/chaos/run.ts']] },
  screenshots: { build: true, browser: true, steps: [['node', 'test/e2e/screenshots.ts']] },
  logos: { browser: true, steps: [['node', 'test/e2e/logos.ts']] },
  test: { build: true, browser: true, steps: [['node', 'scripts/test.ts']] },
};

const plan = commands[command];
if (!plan) {
  process.stderr.write(`There is no script ${command}. There are: ${Object.keys(commands).join(', ')}\n`);
  process.exit(2);
}

// Progress goes to standard error: `bench -- --json` prints one object and nothing else.
const say = (text) => process.stderr.write(`${text}\n`);
const env = { ...process.env, PATH: `${root}node_modules/.bin:${process.env.PATH}` };

await install(root, say);
// Before anything is built: what was typed wrongly, and a wish for help, is answered at once.
if (args.length > 0) await run('node', ['scripts/check-arguments.ts', command, ...args], root, 'inherit');
if (command !== 'sidelight' && args.some((arg) => arg === '--help' || arg === '-h')) process.exit(0);
if (plan.build) await run('vite', ['build', '--logLevel', 'warn'], `${root}apps/sidebar`, 'inherit-to-stderr');
if (plan.bundle) await run('node', ['apps/api/build/bundle.ts'], root, 'inherit-to-stderr');
if (plan.browser) env.SIDELIGHT_BROWSER = await findBrowser(root, say);
for (const [program, ...own] of plan.steps) await run(program, [...own, ...args], root, 'inherit');

/** Runs to the end with our own signals passed on; leaves with the child's exit code when it fails. */
function run(program, programArgs, cwd, output) {
  return new Promise((resolve) => {
    const child = spawn(`${root}node_modules/.bin/${program}`, programArgs, {
      cwd,
      env,
      stdio: output === 'inherit' ? 'inherit' : ['ignore', 2, 2],
    });
    const pass = (signal) => child.kill(signal);
    process.on('SIGINT', pass);
    process.on('SIGTERM', pass);
    child.on('error', (error) => {
      say(`${program} could not be started: ${error.message}`);
      process.exit(1);
    });
    child.on('exit', (code, signal) => {
      process.off('SIGINT', pass);
      process.off('SIGTERM', pass);
      if (code === 0) resolve();
      else process.exit(signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : (code ?? 1));
    });
  });
}
