import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

/** Bytes in use after everything that can go has gone. */
export async function heapBytes(): Promise<number> {
  if (typeof collect !== 'function') throw new Error('this process cannot collect its garbage on request');
  // What finalizers and settled promises let go is only garbage at the next turn.
  for (let i = 0; i < 3; i++) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed;
}
