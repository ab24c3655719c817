import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@sidelight/api/store/database.ts';
import { FolderInUse, takeFolderLock } from '@sidelight/api/store/folder-lock.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';

let folder: string;
let children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sidelight-lock-'));
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  await rm(folder, { recursive: true });
});

const LOCK = join(import.meta.dirname, '../../apps/api/src/store/folder-lock.ts');

/** Another process that holds the folder until it is killed. */
async function holder(): Promise<ChildProcess> {
  const program = `const { takeFolderLock } = await import(${JSON.stringify(LOCK)});
    await takeFolderLock(${JSON.stringify(folder)}); console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout!, 'data');
  return child;
}

it('a folder belongs to one process, inside one process as well', async () => {
  const release = await takeFolderLock(folder);
  const refused = takeFolderLock(folder);
  await expect(refused).rejects.toBeInstanceOf(FolderInUse);
  await expect(refused).rejects.toMatchObject({ pid: process.pid });
  await release();
  await (await takeFolderLock(folder))();
});

it('a process that was killed holds nothing, whatever its number: in a container each is process 1', async () => {
  const killed = await holder();
  await expect(takeFolderLock(folder)).rejects.toMatchObject({ pid: killed.pid });
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  // What it left says that it is we who hold the folder, as process 1 would find of process 1.
  await writeFile(join(folder, 'lock'), String(process.pid));
  await (await takeFolderLock(folder))();
});

it('what is in the folder is for its own user alone, also where the folder was open to all', async () => {
  const data = join(folder, 'data');
  await mkdir(data, { mode: 0o777 });
  const { close } = await openDatabase({ dataDir: data });
  try {
    expect((await stat(data)).mode & 0o777).toBe(0o700);
    expect(await readdir(data)).toContain('pglite');
  } finally {
    await close();
  }
});
