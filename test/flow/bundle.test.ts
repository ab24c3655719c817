import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ContextEvent } from '@sidelight/shared/context/event.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyCredentials, startKeyService } from '../world/key-service.ts';
import { startWorld, type World } from '../world/world.ts';
import { freePorts } from './free-port.ts';
import { customerIn, fieldIn, lastCards } from './read-fields.ts';
import { type Replica, startReplica } from './replica.ts';

/** What production runs, alone in a folder as in the image: no sources, no installed packages around it. */
const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);
const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
let folder: string;
let program: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sidelight-bundle-'));
  program = join(folder, 'apps/api/dist/main.mjs');
  await run(process.execPath, [join(root, 'apps/api/build/bundle.ts'), join(folder, 'apps/api/dist')]);
  await cp(join(import.meta.dirname, 'pages'), join(folder, 'apps/sidebar/dist'), { recursive: true });
  await cp(join(root, 'map'), join(folder, 'map'), { recursive: true });
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

it('is one file for the service and one for the command line, each with its map, the key service’s client, and PGlite', async () => {
  const files = await readdir(join(folder, 'apps/api/dist'));
  expect(files.sort()).toEqual([
    ...['cli.licences.md', 'cli.mjs', 'cli.mjs.map'],
    ...['kms-client.licences.md', 'kms-client.mjs', 'kms-client.mjs.map'],
    ...['main.licences.md', 'main.mjs', 'main.mjs.map', 'node_modules'],
  ]);
  expect(await readdir(join(folder, 'apps/api/dist/node_modules'))).toEqual(['@electric-sql']);
  const text = await readFile(program, 'utf8');
  // Lines are left only where a text of somebody's has some.
  expect(Math.max(...text.split('\n').map(({ length }) => length)), 'minified').toBeGreaterThan(100_000);
  const licences = await readFile(join(folder, 'apps/api/dist/main.licences.md'), 'utf8');
  for (const name of ['express', 'kysely', 'pg', 'undici', 'zod']) expect(licences).toContain(`## ${name} - `);
});

describe('started as it is', () => {
  let world: World;
  let keyService: Awaited<ReturnType<typeof startKeyService>>;
  let service: Replica;
  beforeAll(async () => {
    const [port] = await freePorts(1);
    keyService = await startKeyService([keyArn]);
    world = await startWorld({ customers: 0, apiUrl: `http://127.0.0.1:${port}` });
    service = await startReplica({
      port: port!,
      program,
      env: {
        ...{
          ...world.env(),
          SECRETS_KEY: '',
          SECRETS_KMS_KEY: keyArn,
          SESSION_SECRET: randomBytes(32).toString('base64'),
        },
        ...{ AWS_ENDPOINT_URL_KMS: keyService.url, AWS_ACCESS_KEY_ID: keyCredentials.accessKeyId },
        AWS_SECRET_ACCESS_KEY: keyCredentials.secretAccessKey,
        ...{ NODE_ENV: 'production', MAP_DIR: join(folder, 'map'), DATA_DIR: join(folder, 'data') },
      },
    });
  });
  afterAll(async () => {
    await service.stop('SIGKILL');
    await world.stop();
    await keyService.close();
  });

  it('tries the key that a key service keeps, by the client beside it', async () => {
    await expect.poll(() => keyService.calls.map(({ action }) => action)).toEqual(['Encrypt', 'Decrypt']);
  });

  it('is ready, lets an agent in, and serves a context from every system', async () => {
    expect(await service.isReady()).toBe(true);
    const entry = await world.session({ role: 'agent', location: 'ticket_sidebar' }, AbortSignal.timeout(5000));
    if (!entry.ok) throw new Error(`the entry answered ${entry.status}`);
    const answer = await fetch(`${service.url}/v1/context`, {
      method: 'POST',
      headers: { authorization: `Bearer ${entry.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ticketId: '1001' }),
    });
    const lines = (await answer.text()).split('\n').filter(Boolean);
    const events = lines.map((line) => ContextEvent.parse(JSON.parse(line)));
    expect(customerIn(events)).toMatchObject({ state: 'linked' });
    const cards = lastCards(events);
    expect(fieldIn(cards.values(), 'payment.status')).toMatchObject({ state: 'ok', value: { code: 'paid' } });
    for (const { sources } of cards.values()) expect(sources.map(({ state }) => state)).not.toContain('failed');
  });

  it('stops cleanly', async () => {
    expect(await service.stop('SIGTERM')).toBe(0);
  });
});

it('names the source file and line of what goes wrong', async () => {
  const env = { PATH: process.env.PATH, DATA_DIR: join(folder, 'broken') };
  const world = await startWorld({ customers: 0, apiUrl: 'http://127.0.0.1:1' });
  // What is wrong with its surroundings it says in words, without a line: this is none of them.
  const bug = `import http from 'node:http'; http.Server.prototype.listen = () => { throw new TypeError('a bug'); };`;
  const broken = ['--import', `data:text/javascript,${encodeURIComponent(bug)}`];
  const ended = run(process.execPath, ['--enable-source-maps', ...broken, program], {
    env: { ...env, ...world.env(), MAP_DIR: join(folder, 'map') },
  });
  await expect(ended).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/apps\/api\/src\/[\w/-]+\.ts:\d+/),
  });
  await world.stop();
});

it('brings the command line', async () => {
  const lint = await run(process.execPath, [join(folder, 'apps/api/dist/cli.mjs'), 'map', 'lint'], { cwd: folder });
  const here = await run(process.execPath, [join(root, 'apps/api/src/cli/main.ts'), 'map', 'lint'], { cwd: root });
  expect(lint.stdout).toBe(here.stdout);
});
