import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import { createEmptyPostgres } from '../conformance/fresh-postgres.ts';
import { freePorts } from '../flow/free-port.ts';
import { until } from '../flow/until.ts';
import { startWorld } from '../world/world.ts';
import { median } from './load.ts';
import { cpuSeconds, residentMb } from './process-figures.ts';
import { shippedArgs, shippedEnv } from './shipped.ts';

/**
 * `node test/bench/one-process.ts`: what one process costs that serves one connected helpdesk and has nothing to do,
 * from the sources and from the bundle, on the PostgreSQL that TEST_DATABASE_URL names.
 */
const root = join(import.meta.dirname, '../..');
const ROUNDS = 3;
/** Until what the start has left is collected, and the first probes have been made. */
const SETTLE_MS = 15_000;
const OPENINGS = 5;
const shipped = shippedEnv();
const ways = {
  sources: [join(root, 'apps/api/src/main.ts')],
  bundle: shippedArgs(),
} as const;
/** Written at the exit of a process that has loaded everything and then found that its environment does not do. */
const TELL = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => console.log(JSON.stringify({ms: performance.now(), cpuMs: process.cpuUsage().user / 1e3 + process.cpuUsage().system / 1e3, bytes: process.memoryUsage.rss()})))",
)}`;

const server = process.env.TEST_DATABASE_URL;
if (!server) throw new Error('TEST_DATABASE_URL names no PostgreSQL');
const say = (line: string) => process.stdout.write(`${line}\n`);
const mb = (bytes: number) => (bytes / 1e6).toFixed(0);

/** `cpuMs` says more than `ms` where the machine has other work. */
const Figures = z.object({ ms: z.number(), cpuMs: z.number(), bytes: z.number() });
type Figures = z.infer<typeof Figures>;

/** When every module has been loaded, and nothing else. */
async function load(args: readonly string[]): Promise<Figures> {
  const child = spawn(process.execPath, ['--import', TELL, ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
    cwd: root,
    env: shipped,
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await once(child, 'close');
  return Figures.parse(JSON.parse(said));
}

/** Until it is ready; and the bytes when it has been idle for a while. */
async function serve(args: readonly string[], url: string): Promise<Figures> {
  const [port] = await freePorts(1);
  const world = await startWorld({ customers: 0, apiUrl: `http://127.0.0.1:${port}` });
  const startedMs = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: 'ignore',
    env: { ...world.env(), ...shipped, DATABASE_URL: url, PORT: String(port), LOG_LEVEL: 'error' },
  });
  try {
    const isReady = () =>
      fetch(`http://127.0.0.1:${port}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      );
    await until(isReady, 30_000);
    const ms = performance.now() - startedMs;
    // It has answered, so it runs.
    const cpuMs = 1000 * cpuSeconds(child.pid!);
    const entry = await world.session({ role: 'agent', location: 'ticket_sidebar' }, AbortSignal.timeout(5000));
    if (!entry.ok) throw new Error(`the entry answered ${entry.status}`);
    for (let i = 0; i < OPENINGS; i++) {
      const answer = await fetch(`http://127.0.0.1:${port}/v1/context`, {
        method: 'POST',
        headers: { authorization: `Bearer ${entry.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ ticketId: '1001' }),
      });
      await answer.text();
    }
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    return { ms, cpuMs, bytes: residentMb(child.pid!) * 2 ** 20 };
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
    await world.stop();
  }
}

for (const [name, args] of Object.entries(ways)) {
  const loads = [];
  const serves = [];
  const empty = await createEmptyPostgres(server);
  try {
    for (let i = 0; i < ROUNDS; i++) loads.push(await load(args));
    // The first one migrates, and is not counted.
    for (let i = 0; i <= ROUNDS; i++) serves.push(await serve(args, empty.url));
  } finally {
    await empty.drop();
  }
  say(`${name}: loaded ${wordsOf(loads)}; ready ${wordsOf(serves.slice(1))} when idle`);
}

function wordsOf(all: readonly Figures[]): string {
  const of = (which: keyof Figures) => median(all.map((figures) => figures[which]));
  return `in ${of('ms').toFixed(0)} ms (${of('cpuMs').toFixed(0)} of CPU), ${mb(of('bytes'))} MB`;
}
