import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startHelpdeskPage } from './helpdesk-page/start.ts';
import { demoPorts, startWorld, type World } from './world.ts';

const root = join(import.meta.dirname, '../..');
const READY_MS = 30_000;

/** `npm run demo [-- --customers N]`: the world, the API and the helpdesk page, until somebody stops them. */
async function demo(): Promise<void> {
  const customers = readCustomers();
  const apiUrl = `http://127.0.0.1:${demoPorts.api}`;
  const world = await startWorld({ customers, latency: 'demo', ports: 'demo', apiUrl });
  const page = await startHelpdeskPage({ port: demoPorts.helpdesk, world, apiUrl });
  const api = startApi(world);
  const stop = stopOnce(async () => {
    api.kill('SIGTERM');
    await Promise.race([api.exitCode === null ? once(api, 'exit') : undefined, wait(8000)]);
    await page.stop();
    await world.stop();
  });
  process.on('SIGINT', () => void stop(0));
  process.on('SIGTERM', () => void stop(0));
  api.on('exit', (code) => void stop(code ?? 1));
  await untilReady(world, `${apiUrl}/readyz`);
  process.stdout.write(`Sidelight demo ready: ${page.url}\n`);
}

function readCustomers(): number {
  const { values } = parseArgs({ options: { customers: { type: 'string', default: '200' } } });
  const customers = Number(values.customers);
  if (Number.isInteger(customers) && customers >= 0 && customers <= 1_000_000) return customers;
  process.stderr.write('--customers takes a whole number from 0 to 1000000\n');
  process.exit(2);
}

/** The API as anybody would run it: its own process, told everything by its environment. */
function startApi(world: World): ChildProcess {
  return spawn(process.execPath, [join(root, 'apps/api/src/main.ts')], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      PATH: process.env.PATH,
      ...world.env(),
      PORT: String(demoPorts.api),
      MAP_DIR: join(root, 'map'),
      DATA_DIR: join(root, '.sidelight'),
      ZAF_SDK: 'bundled',
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
    },
  });
}

/** Ready when a ticket could be opened: the API answers, and a signed entry gets its page. */
async function untilReady(world: World, url: string): Promise<void> {
  const until = Date.now() + READY_MS;
  while (Date.now() < until) {
    const isReady = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
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
