import type { ServerResponse } from 'node:http';

/** Of lines that nobody takes: an agent's card is some 50 kB at most. */
const MOST_UNREAD = 512 * 1024;

/** Whoever does not read what is written to them is given up, before it fills the memory. */
export function writeOrGiveUp(res: ServerResponse, chunk: string): void {
  if (res.destroyed) return;
  res.write(chunk);
  if (res.writableLength > MOST_UNREAD) res.destroy();
}
