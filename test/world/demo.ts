import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argumentsOrExit } from '@sidelight/api/cli/arguments/arguments-or-exit.ts';
import { demoCommand, FIRST_PORT } from './demo-command.ts';
import { demoPortsFrom } from './demo-ports.ts';
import { installSteps, portTaken, thingsToTry } from './demo-words.ts';
import { startHelpdeskPage } from './helpdesk-page/start.ts';
import { listen } from './listen.ts';
import { startWorld, type World } from './world.ts';

const root = join(import.meta.dirname, '../..');
const READY_MS = 60_000;
const { port: firstPort, customers, install: isInstall } = argumentsOrExit(demoCommand).values;

// Node calls its own removal of types experimental, which the page's code is served with: no news to who tries the demo.
process.removeAllListeners('warning');
process.on('warning', (warning) => {
  if (warning.name !== 'ExperimentalWarning') process.stderr.write(`${warning.stack}\n`);
});

/** `npm run demo`: the world, the API and the helpdesk page, until somebody stops them. */
async function demo(): Promise<void> {
  const ports = demoPortsFrom(firstPort);
  // A package for a plain address other than localhost would be refused by the marketplace's check.
  const apiUrl = `http://${isInstall ? 'localhost' : '127.0.0.1'}:${ports.api}`;
  await seeFree(ports.api);
  const world = await startWorld({ customers, latency: 'demo', ports, apiUrl, isInstalled: !isInstall });
  const page = await startHelpdeskPage({ port: ports.helpdesk, world });
  // A new world knows no grant of an old one, so what a server keeps of it would be of no use.
  const dataDir = isInstall ? await mkdtemp(join(tmpdir(), 'sidelight-install-')) : ownDataDir;
  const api = startApi(isInstall ? world.installEnv() : world.env(), ports.api, dataDir);
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
  if (!(await isReadyInTime(world, `http://127.0.0.1:${ports.api}/readyz`))) {
    process.stderr.write(`Sidelight did not become ready in ${READY_MS / 1000} s. Is this machine very busy?\n`);
    return stop(1);
  }
  const words = isInstall ? installSteps(page.url, apiUrl) : thingsToTry;
  process.stdout.write(`Sidelight demo ready: ${page.url}\n\n${words}\n`);
}

/** Two demos beside each other do not share a folder: one process may have it. */
const ownDataDir = join(root, '.sidelight', ...(firstPort === FIRST_PORT ? [] : [`port-${firstPort}`]));

/** Before anything else is started; rejects as `listen` does. */
async function seeFree(port: number): Promise<void> {
  const held = await listen((_req, res) => void res.end(), port);
  await held.close();
}

/** Its own process. */
function startApi(env: Record<string, string>, port: number, dataDir: string): ChildProcess {
  return spawn(process.execPath, [join(root, 'test/world/demo-api.ts')], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      PATH: process.env.PATH,
      ...env,
      PORT: String(port),
      MAP_DIR: join(root, 'map'),
      DATA_DIR: dataDir,
      ZAF_SDK: 'bundled',
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
    },
  });
}

/** When a ticket could be opened: the API answers, and a signed entry, where the app is installed, gets its page. */
async function isReadyInTime(world: World, url: string): Promise<boolean> {
  const until = Date.now() + READY_MS;
  while (Date.now() < until) {
    const isReady = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isReady && !world.apps.installed()) return true;
    if (isReady) {
      const entry = await world.session({ role: 'agent', location: 'ticket_sidebar' }, AbortSignal.timeout(5000));
      if (entry.ok) return true;
    }
    await wait(50);
  }
  return false;
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
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error)
    return portTaken(Number(error.port), firstPort);
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
