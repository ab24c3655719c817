import type { SyncRun } from '../store/sync-runs.ts';
import { progressLine } from './run-lines.ts';

export interface WatchDeps {
  find(id: string): Promise<SyncRun | undefined>;
  /** Until the next look, or until the signal. */
  pause(ms: number): Promise<void>;
  now(): number;
  say(line: string): void;
  readonly signal: AbortSignal;
}

/** A paused one goes on when somebody says so. */
const OVER: readonly SyncRun['state'][] = ['done', 'failed', 'paused'];
const LOOK_EVERY_MS = 1000;
const PATIENCE_MS = 20_000;

/** Tells how a run gets on until it is over. Undefined: the person has stopped watching, and it goes on. */
export async function watchRun(deps: WatchDeps, id: string): Promise<SyncRun | undefined> {
  const { find, pause, now, say, signal } = deps;
  const begunMs = now();
  let isTold = false;
  let last = '';
  while (!signal.aborted) {
    const run = await find(id);
    if (!run || OVER.includes(run.state)) return run;
    if (run.state === 'running') {
      const line = progressLine(run);
      if (line !== last) say(line);
      last = line;
    } else if (!isTold && now() - begunMs >= PATIENCE_MS) {
      say(`${run.object}: no server has begun it yet. Is one running? It stays in line; Ctrl-C stops watching.`);
      isTold = true;
    }
    await pause(LOOK_EVERY_MS);
  }
  return undefined;
}
