import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { keepMeasured } from '../../scripts/capacity/measured.ts';
import { createEmptyPostgres } from '../conformance/fresh-postgres.ts';
import { freePorts } from '../flow/free-port.ts';
import { until } from '../flow/until.ts';
import { startWorld } from '../world/world.ts';
import { createLoad } from './load.ts';
import { postgresFor } from './postgres.ts';
import { cpuSeconds, residentMb } from './process-figures.ts';
import { atMost, type Row } from './row.ts';
import { shippedArgs, shippedEnv } from './shipped.ts';

const root = join(import.meta.dirname, '../..');
const RATE = 200;
const WARM_UP_MS = 15_000;
const WATCH_MS = 30_000;
const LOOK_EVERY_MS = 1000;
/** On SIGUSR2: collects what is garbage, and says what is left. */
const TELL = `data:text/javascript,${encodeURIComponent(`
  import { setFlagsFromString } from 'node:v8';
  import { runInNewContext } from 'node:vm';
  process.on('SIGUSR2', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc');
    collect();
    collect();
    console.log('live', process.memoryUsage().heapUsed, 'live');
  });
`)}`;

/** What one process of the bundle takes that serves one helpdesk at a steady pace, with the flags we ship, on PostgreSQL. */
export async function steadyLoad(isKept = false): Promise<Row[]> {
  const server = postgresFor('steady load');
  if (server === undefined) return [];
  const [port] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const world = await startWorld({ customers: 0, apiUrl: url });
  const empty = await createEmptyPostgres(server);
  const child = spawn(process.execPath, ['--import', TELL, ...shippedArgs()], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...world.env(), ...shippedEnv(), DATABASE_URL: empty.url, PORT: String(port), LOG_LEVEL: 'error' },
  });
  try {
    await until(
      () =>
        fetch(`${url}/readyz`)
          .then(({ ok }) => ok)
          .catch(() => false),
      30_000,
    );
    const entry = await world.session({ role: 'agent', location: 'ticket_sidebar' }, AbortSignal.timeout(5000));
    if (!entry.ok) throw new Error(`the entry answered ${entry.status}`);
    const bodies = world.tickets.map(({ ticketId }) => JSON.stringify({ ticketId: String(ticketId) }));
    const load = createLoad({ url, token: entry.token, body: (i) => bodies[i % bodies.length]! }, 50);
    const pace = keepPace((i) => load.once(i));
    await sleep(WARM_UP_MS);
    const resident: number[] = [];
    const cpuBefore = cpuSeconds(child.pid!);
    const servedBefore = pace.served();
    for (let ms = 0; ms < WATCH_MS; ms += LOOK_EVERY_MS) {
      await sleep(LOOK_EVERY_MS);
      resident.push(residentMb(child.pid!));
    }
    const rate = (pace.served() - servedBefore) / (WATCH_MS / 1000);
    const liveMb = (await liveBytes(child)) / 1e6;
    pace.stop();
    await load.close();
    const cpu = (100 * (cpuSeconds(child.pid!) - cpuBefore)) / (WATCH_MS / 1000);
    if (isKept) await keepMeasured({ cachedCpuMs: Math.round((1000 * cpu * 10) / rate) / 1000 });
    const note = `${rate.toFixed(0)} a second were served, by ${cpu.toFixed(0)} % of a core`;
    return [
      atMost(`${RATE} contexts a second, as shipped: resident at most`, Math.max(...resident), 160, 'MB', note),
      atMost('the same: live heap', liveMb, 60, 'MB'),
    ];
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
    await world.stop();
    await empty.drop();
  }
}

/** Begins so many requests a second, however long the others take; what a busy machine was late with comes at once. */
function keepPace(request: (i: number) => Promise<unknown>) {
  const startedMs = performance.now();
  let served = 0;
  let next = 0;
  const timer = setInterval(() => {
    for (const due = ((performance.now() - startedMs) * RATE) / 1000; next < due; ) {
      request(next++).then(
        () => served++,
        () => {},
      );
    }
  }, 5);
  return { served: () => served, stop: () => clearInterval(timer) };
}

async function liveBytes(child: ChildProcess): Promise<number> {
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.kill('SIGUSR2');
  await until(() => said.includes(' live'), 10_000);
  return Number(/live (\d+) live/.exec(said)?.[1]);
}
