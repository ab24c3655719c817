import { mkdir, statfs } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** What an embedded database needs to be opened, and to write for a while: two segments of its log. */
export const LEAST_BYTES = 40 * 2 ** 20;
const LOOK_EVERY_MS = 5000;

/**
 * Waits until there is room in the folder. A database that is opened on a full disk ends at once, and whoever supervises
 * the process would start it again and again.
 */
export async function waitForRoom(
  folder: string,
  onFull: () => void,
  signal: AbortSignal,
  lookEveryMs = LOOK_EVERY_MS,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let isSaid = false;
  while ((await freeIn(folder)) < LEAST_BYTES) {
    if (!isSaid) onFull();
    isSaid = true;
    await pause(lookEveryMs, undefined, { signal });
  }
}

async function freeIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
