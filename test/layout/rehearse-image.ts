import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { startWorld } from '../world/world.ts';
import { type Copy, copyOf, isIgnored, type Stage, stagesOf } from './dockerfile.ts';

/**
 * The Dockerfile's steps without Docker: each stage is a folder, each COPY a copy, each RUN a shell
 * in it; then what the final stage holds is started with its own variables and asked. Not rehearsed:
 * the base image, users, and absolute paths in RUN. `node test/layout/rehearse-image.ts`
 */
const root = join(import.meta.dirname, '../..');
const ignore = readFileSync(join(root, '.dockerignore'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'sidelight-image-'));
const stages = stagesOf(readFileSync(join(root, 'Dockerfile'), 'utf8'));
const say = (text: string) => process.stdout.write(`${text}\n`);
// As in the base image: this very Node, and nobody to answer questions.
const image = { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, CI: 'true' };
const workOf = (name: string) => join(folder, name, 'app');

function copy(into: string, { from, sources, target }: Copy): void {
  for (const source of sources) {
    const path = from === undefined ? join(root, source) : join(workOf(from), source.replace(/^\/app\//, ''));
    const isInto = target.endsWith('/') && !statSync(path).isDirectory();
    const place = join(into, isInto ? join(target, basename(source)) : target);
    // Links between packages stay as they are: they lead from one copied folder to another.
    const isSent = (each: string) => from !== undefined || !isIgnored(ignore, relative(root, each));
    cpSync(path, place, { recursive: true, verbatimSymlinks: true, filter: isSent });
  }
}

function build({ name, from, instructions }: Stage): void {
  const own = workOf(name);
  const before = workOf(from);
  if (existsSync(before)) cpSync(before, own, { recursive: true, verbatimSymlinks: true });
  mkdirSync(own, { recursive: true });
  for (const instruction of instructions) {
    if (instruction.name === 'COPY') copy(own, copyOf(instruction));
    if (instruction.name !== 'RUN' || instruction.rest.includes(' /')) continue;
    say(`${name}: ${instruction.rest}`);
    execFileSync('sh', ['-c', instruction.rest], {
      cwd: own,
      stdio: ['ignore', 2, 2],
      env: { ...process.env, ...image },
    });
  }
}

const world = await startWorld({ customers: 0, apiUrl: 'http://127.0.0.1:4319' });
try {
  for (const stage of stages) build(stage);
  const app = workOf('final');
  const [, ...command]: string[] = JSON.parse(stages.at(-1)!.instructions.find(({ name }) => name === 'CMD')!.rest);
  const size = execFileSync('du', ['-sh', app], { encoding: 'utf8' }).split('\t')[0];
  say(`final stage: ${size}`);
  const env = { PATH: process.env.PATH, ...world.env(), NODE_ENV: 'production', PORT: '4319' };
  const service = spawn(process.execPath, command, {
    cwd: app,
    env: { ...env, MAP_DIR: join(app, 'map'), DATA_DIR: join(folder, 'data') },
    stdio: ['ignore', 2, 2],
  });
  const health = stages.at(-1)!.instructions.find(({ name }) => name === 'HEALTHCHECK')!.rest;
  const [, program] = JSON.parse(health.slice(health.indexOf('['))).slice(1) as [string, string];
  for (let tries = 0; tries < 100; tries++) {
    try {
      execFileSync(process.execPath, ['-e', program], { env, stdio: 'ignore' });
      break;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  for (const path of ['/healthz', '/readyz']) say(`${path} ${(await fetch(`http://127.0.0.1:4319${path}`)).status}`);
  const entry = await world.session({ role: 'agent', location: 'ticket_sidebar' }, AbortSignal.timeout(5000));
  say(`signed entry: ${entry.ok ? 'a page with a session' : entry.status}`);
  service.kill('SIGTERM');
  const code = await new Promise((resolve) => service.on('exit', resolve));
  say(`SIGTERM: exit code ${code}`);
  process.exitCode = entry.ok && code === 0 ? 0 : 1;
} finally {
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
}
