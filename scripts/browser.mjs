import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
];
const DOWNLOAD_MS = 180_000;

/**
 * The path of a browser for the tests: Playwright's own, else the system's, else Debian's package
 * when we are root. Ends the process, saying what to type, when there is none to be had.
 */
export async function findBrowser(root, say) {
  const own = playwrightsOwn(root);
  if (existsSync(own)) return own;
  const system = [process.env.SIDELIGHT_BROWSER, ...SYSTEM].find((path) => path && existsSync(path));
  if (system) return system;
  say('No browser yet: trying Playwright’s own …');
  // By its package file: the command itself is not among the paths the package exports.
  const manifest = createRequire(`${root}test/package.json`).resolve('playwright/package.json');
  const cli = join(dirname(manifest), 'cli.js');
  const options = { stdio: ['ignore', 2, 2] };
  spawnSync(`${root}node_modules/.bin/node`, [cli, 'install', 'chromium'], { ...options, timeout: DOWNLOAD_MS });
  if (existsSync(own)) return own;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('Playwright’s own cannot be had: installing Debian’s chromium …');
    spawnSync('apt-get', ['update', '-qq'], options);
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], {
      ...options,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    const installed = SYSTEM.find((path) => existsSync(path));
    if (installed) return installed;
  }
  say('The tests need a browser, and none could be installed.\nType one of these, then try again:');
  say('  npx playwright install chromium\n  sudo apt-get install -y chromium');
  say('or name one: SIDELIGHT_BROWSER=/path/to/chromium npm test');
  process.exit(1);
}

function playwrightsOwn(root) {
  const { chromium } = createRequire(`${root}test/package.json`)('playwright');
  return chromium.executablePath();
}
