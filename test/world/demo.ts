import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startHelpdeskPage } from './helpdesk-page/start.ts';
import { demoPorts, startWorld, type World } from './world.ts';

const root = join(import.meta.dirname, '../..');
const READY_MS = 30_000;

interface Wish {
  readonly customers: number;
  /** Begin where an admin begins: no app in the helpdesk, and a server that nobody has connected. */
  readonly isInstall: boolean;
}

/** `npm run demo [-- --customers N] [--install]`: the world, the API and the helpdesk page, until somebody stops them. */
async function demo(): Promise<void> {
  const { customers, isInstall } = readWish();
  // A package for a plain address other than localhost would be refused by the marketplace's check.
  const apiUrl = `http://${isInstall ? 'localhost' : '127.0.0.1'}:${demoPorts.api}`;
  const world = await startWorld({ customers, latency: 'demo', ports: 'demo', apiUrl, isInstalled: !isInstall });
  const page = await startHelpdeskPage({ port: demoPorts.helpdesk, world });
  // A new world knows no grant of an old one, so what a server keeps of it would be of no use.
  const dataDir = isInstall ? await mkdtemp(join(tmpdir(), 'sidelight-install-')) : join(root, '.sidelight');
  const api = startApi(isInstall ? world.installEnv() : world.env(), dataDir);
  const stop = stopOnce(async () => {
    api.kill('SIGTERM');
    await Promise.race([api.exitCode === null ? once(api, 'exit') : undefined, wait(8000)]);
    await page.stop();
    await world.stop();
    if (isInstall) await rm(dataDir, { recursive: true, force: true });
  });
  process.on('SIGINT', () => void stop(0));
  process.on('SIGTERM', () => void stop(0));
  api.on('exit', (code) => void stop(code ?? 1));
  await untilReady(world, `http://127.0.0.1:${demoPorts.api}/readyz`);
  process.stdout.write(`Sidelight demo ready: ${page.url}\n`);
  if (isInstall) process.stdout.write(`${steps(page.url, apiUrl)}\n`);
}

const steps = (pageUrl: string, apiUrl: string): string =>
  [
    '',
    'Nothing is installed and nothing is connected yet. As an admin would:',
    `  1. In another terminal: npm run package -- --host ${apiUrl}`,
    `  2. Open ${pageUrl}/#/admin/apps, choose Olivia Castellano under “Working as”,`,
    '     and upload dist/sidelight-localhost.zip. Install it.',
    '  3. Open Sidelight in the left bar: the setup page. What to paste there is under',
    '     “Keys to try” at the bottom of the helpdesk page.',
    'It is all forgotten when the demo stops.',
  ].join('\n');

function readWish(): Wish {
  const { values } = parseArgs({
    options: { customers: { type: 'string', default: '200' }, install: { type: 'boolean', default: false } },
  });
  const customers = Number(values.customers);
  if (Number.isInteger(customers) && customers >= 0 && customers <= 1_000_000) {
    return { customers, isInstall: values.install };
  }
  process.stderr.write('--customers takes a whole number from 0 to 1000000\n');
  process.exit(2);
}

/** The API as anybody would run it: its own process, told everything by its environment. */
function startApi(env: Record<string, string>, dataDir: string): ChildProcess {
  return spawn(process.execPath, [join(root, 'apps/api/src/main.ts')], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      PATH: process.env.PATH,
      ...env,
      PORT: String(demoPorts.api),
      MAP_DIR: join(root, 'map'),
      DATA_DIR: dataDir,
      ZAF_SDK: 'bundled',
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
    },
  });
}

/** Ready when a ticket could be opened: the API answers, and a signed entry, where the app is installed, gets its page. */
async function untilReady(world: World, url: string): Promise<void> {
  const until = Date.now() + READY_MS;
  while (Date.now() < until) {
    const isReady = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isReady && !world.apps.installed()) return;
    if (isReady) {
      const entry = await world.session({ role: 'agent', location: 'ticket_sidebar' }, AbortSignal.timeout(5000));
      if (entry.ok) return;
    }
    await wait(50);
  }
  throw new Error('the API did not become ready in 30 s');
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function stopOnce(close: () => Promise<void>): (code: number) => Promise<void> {
  let isStopping = false;
  return async (code) => {
    if (isStopping) return;
    isStopping = true;
    await close();
    process.exit(code);
  };
}

demo().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});

function explain(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `port ${error.port} is taken: is the demo running already?`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
