import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Another process has the folder open: PGlite takes no lock of its own, and two writers would ruin it. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  readonly pid: number;
  constructor(folder: string, pid: number) {
    super(`process ${pid} has ${folder} open; stop it, or set DATA_DIR to another folder`);
    this.pid = pid;
  }
}

/** Takes the folder for this process and answers with the way to give it back. A lock whose owner is gone is taken over. */
export async function takeFolderLock(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'lock');
  for (let tries = 0; tries < 2; tries++) {
    try {
      const file = await open(path, 'wx');
      await file.writeFile(String(process.pid));
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const pid = Number(await readFile(path, 'utf8').catch(() => ''));
      if (pid > 0 && isAlive(pid)) throw new FolderInUse(folder, pid);
      await rm(path, { force: true });
    }
  }
  throw new FolderInUse(folder, 0);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
