import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another process has the folder open: PGlite takes no lock of its own, and two writers would ruin it. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  readonly pid: number;
  constructor(folder: string, pid: number) {
    const who = pid > 0 ? `Process ${pid}` : 'Another process';
    super(`${who} has ${folder} open. Stop it, or set DATA_DIR to another folder.`);
    this.pid = pid;
  }
}

/** https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;

/**
 * Takes the folder for this process and answers with the way to give it back. Rejects with FolderInUse.
 *
 * The lock is the operating system's, by way of SQLite's lock on a file: Node has no other way to take one. It ends
 * with its process, however that ends, so it cannot be stale; a process number could, as each container has its own
 * process 1, and finds itself alive after a crash.
 */
export async function takeFolderLock(folder: string): Promise<() => Promise<void>> {
  // For people alone: who holds it.
  const holder = join(folder, 'lock');
  const lock = new DatabaseSync(join(folder, 'lock.sqlite'), { timeout: 0 });
  try {
    lock.exec('pragma journal_mode = memory; pragma locking_mode = exclusive; begin exclusive');
  } catch (error) {
    lock.close();
    if (!(error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY)) throw error;
    throw new FolderInUse(folder, Number(await readFile(holder, 'utf8').catch(() => '')) || 0);
  }
  await writeFile(holder, String(process.pid));
  return async () => {
    await rm(holder, { force: true });
    lock.close();
  };
}
