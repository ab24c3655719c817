import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContextAnswer } from '@sidelight/shared/context/event.ts';
import express from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listen } from '../world/listen.ts';
import { startWorld, type World } from '../world/world.ts';

const root = join(import.meta.dirname, '../..');
let world: World;
let folder: string;
let api: ChildProcess;
let url: string;
let said = '';

/** The service as anybody runs it: its own process, over a copy of the map. */
beforeAll(async () => {
  world = await startWorld({ customers: 0 });
  folder = await mkdtemp(join(tmpdir(), 'sidelight-reload-'));
  await cp(join(root, 'map'), join(folder, 'map'), { recursive: true });
  const free = await listen(express(), 0);
  const { port } = new URL(free.url);
  await free.close();
  url = `http://127.0.0.1:${port}`;
  world.setApiUrl(url);
  api = spawn(process.execPath, [join(root, 'apps/api/src/main.ts')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      ...world.env(),
      PORT: port,
      MAP_DIR: join(folder, 'map'),
      DATA_DIR: join(folder, 'data'),
    },
  });
  const hear = (chunk: Buffer) => {
    said += chunk.toString();
  };
  api.stdout?.on('data', hear);
  api.stderr?.on('data', hear);
  // A database of its own is made first: seconds, or many on a busy machine.
  await until(() => /"msg":"listening"/.test(said), 60_000);
}, 90_000);
afterAll(async () => {
  api.kill('SIGTERM');
  if (api.exitCode === null) await once(api, 'exit');
  await world.stop();
  await rm(folder, { recursive: true });
});

async function until(isSo: () => boolean, withinMs = 15_000): Promise<void> {
  const endsAt = Date.now() + withinMs;
  while (!isSo()) {
    if (Date.now() > endsAt) throw new Error(`it never happened; what was said: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function labels(): Promise<string[]> {
  const session = await world.session({ role: 'agent', location: 'ticket_sidebar' }, AbortSignal.timeout(5000));
  if (!session.ok) throw new Error('not let in');
  const answer = await fetch(`${url}/v1/context`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${session.token}`,
      'content-type': 'application/json',
      accept: 'application/json',
    },
    body: JSON.stringify({ ticketId: '1001' }),
  });
  return ContextAnswer.parse(await answer.json()).cards.flatMap((card) => card.fields.map((field) => field.label));
}

it('a broken map never takes over: the old one stays, and file and line are said', async () => {
  expect(await labels()).toContain('Seats');
  const file = join(folder, 'map/systems/billing.yaml');
  const before = await readFile(file, 'utf8');
  const crm = join(folder, 'map/systems/crm.yaml');
  const crmBefore = await readFile(crm, 'utf8');
  await writeFile(file, before.replace('class: financial', 'class: secret').replace('{ en: Seats', '{ en: Chairs'));
  api.kill('SIGHUP');
  await until(() => /the old one stays/.test(said) && /billing\.yaml:\d+:\d+ .*write one of: open/.test(said));
  expect(await labels()).toContain('Seats');

  said = '';
  await writeFile(crm, crmBefore.replace('portalId: "48160021"', 'portalId: 48160021'));
  await writeFile(file, before.replace('{ en: Seats', '{ en: Chairs'));
  api.kill('SIGHUP');
  await until(() => /crm\.yaml:\d+:17 .*options\.portalId: must be text/.test(said));
  expect(await labels()).toContain('Seats');

  await writeFile(crm, crmBefore);
  api.kill('SIGHUP');
  await until(() => /the map was read again/.test(said));
  const now = await labels();
  expect(now).toContain('Chairs');
  expect(now).not.toContain('Seats');
});
