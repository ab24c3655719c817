import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type DemoPorts, demoPorts, demoPortsFrom } from '../world/demo-ports.ts';
import { thingsToTry } from '../world/demo-words.ts';
import { launchBrowser } from './launch-browser.ts';
import { createWorkspace } from './workspace.ts';

const root = join(import.meta.dirname, '../..');
const READY_MS = 40_000;
const SEEN_MS = 1500;
const STOPPED_MS = 10_000;

let browser: Browser;
let demo: ChildProcess | undefined;
/** What it has written so far. */
let output = '';
beforeEach(async () => {
  browser = await launchBrowser();
});
afterEach(async () => {
  await browser.close();
  if (demo?.exitCode === null && demo.signalCode === null) signalGroup('SIGKILL');
});

/** Everybody in the demo's process group hears it. */
function signalGroup(signal: NodeJS.Signals): void {
  if (demo?.pid === undefined) throw new Error('the demo was not started');
  process.kill(-demo.pid, signal);
}

function pressControlC(): Promise<unknown[]> {
  if (!demo) throw new Error('the demo was not started');
  const ended = once(demo, 'exit');
  signalGroup('SIGINT');
  return ended;
}

/** Starts the demo as its command does, and answers the address it prints. */
async function startDemo(...args: string[]): Promise<string> {
  const child = spawn(join(root, 'node_modules/.bin/node'), ['test/world/demo.ts', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, as a terminal gives it.
    detached: true,
  });
  demo = child;
  output = '';
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}; it said:\n${output}`));
    const timer = setTimeout(() => fail('the demo was not ready in time'), READY_MS);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const url = /^Sidelight demo ready: (\S+)$/m.exec(output)?.[1];
      if (!url) return;
      clearTimeout(timer);
      resolve(url);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => fail(`the demo ended with ${code}`));
  });
}

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

const portsInUse = async (ports: DemoPorts = demoPorts) => {
  const taken = await Promise.all(Object.values(ports).map(async (port) => ((await isListening(port)) ? [port] : [])));
  return taken.flat();
};

it('starts, shows a ticket within a second and a half, and leaves nothing behind', async () => {
  expect(await portsInUse(), 'ports of another demo: stop it first').toEqual([]);
  const url = await startDemo();
  expect(url).toBe(`http://127.0.0.1:${demoPorts.helpdesk}`);
  expect((await portsInUse()).length).toBe(Object.keys(demoPorts).length);

  const workspace = await createWorkspace(browser, url);
  // The first page of all: scripts are read for the first time, on both sides.
  await (await workspace.openTicket(1002)).settled();
  const started = performance.now();
  const sidebar = await workspace.openTicket(1001);
  await sidebar.settled();
  expect(performance.now() - started).toBeLessThan(SEEN_MS);
  expect(await sidebar.text()).toContain('Northwind Traders');
  await workspace.close();
  expect(output.split('\n')).toEqual([`Sidelight demo ready: ${url}`, '', ...thingsToTry.split('\n'), '']);

  const stopping = performance.now();
  const [code] = await pressControlC();
  expect(code).toBe(0);
  expect(await portsInUse()).toEqual([]);
  expect(performance.now() - stopping).toBeLessThan(STOPPED_MS);
});

it('begins at another port, and says whose port is taken', async () => {
  const first = 14_700;
  const url = await startDemo('--port', String(first));
  expect(url).toBe(`http://127.0.0.1:${first}`);
  expect((await portsInUse(demoPortsFrom(first))).length).toBe(Object.keys(demoPorts).length);
  const workspace = await createWorkspace(browser, url);
  await (await workspace.openTicket(1001)).settled();
  await workspace.close();

  const { code, err } = await runDemo('--port', String(first - 10));
  expect({ code, err }).toEqual({
    code: 1,
    err: `Port ${first} is taken: another demo, or another program, listens there.\nEnd that one, or begin elsewhere: npm run demo -- --port ${first + 190}\n`,
  });
  expect((await pressControlC())[0]).toBe(0);
});

/** To its end. */
const runDemo = (...args: string[]): Promise<{ readonly code: number | null; readonly err: string }> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, ['test/world/demo.ts', ...args], { cwd: root }, (_error, _out, err) =>
      resolve({ code: child.exitCode, err }),
    );
  });
