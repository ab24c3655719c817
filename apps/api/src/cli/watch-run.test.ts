import { expect, it } from 'vitest';
import type { SyncRun } from '../store/sync-runs.ts';
import { watchRun } from './watch-run.ts';

const base: SyncRun = {
  ...{ id: '1', object: 'contact', kind: 'dry_run', state: 'waiting', progress: undefined, result: undefined },
  ...{ reason: undefined, askedBy: 'cli:ana', askedAt: '2026-11-27T09:05:00.000Z' },
};
const at = (done: number): SyncRun => ({ ...base, state: 'running', progress: { phase: 'comparing', done } });

/** One state a look; `stopAfter`: the person gives up after so many. */
async function watch(states: readonly SyncRun[], stopAfter = Number.POSITIVE_INFINITY) {
  const stop = new AbortController();
  const said: string[] = [];
  let looks = 0;
  const ended = await watchRun(
    {
      find: async () => states[Math.min(looks, states.length - 1)],
      async pause() {
        looks++;
        if (looks >= stopAfter) stop.abort();
      },
      now: () => looks * 1000,
      say: (line) => void said.push(line),
      signal: stop.signal,
    },
    '1',
  );
  return { ended, said, looks };
}

it('tells each step once, and answers the run when it is over', async () => {
  const over: SyncRun = { ...base, state: 'failed', reason: 'not_connected' };
  const { ended, said } = await watch([base, at(100), at(100), at(200), over]);
  expect(ended).toBe(over);
  expect(said).toEqual(['contact: comparing, 100 records', 'contact: comparing, 200 records']);
});

it('says once, after 20 s, that no server has begun it, and goes on waiting', async () => {
  expect((await watch([base], 20)).said).toEqual([]);
  const { ended, said, looks } = await watch([base], 60);
  expect([ended, looks]).toEqual([undefined, 60]);
  expect(said).toEqual([expect.stringMatching(/^contact: no server has begun it yet/)]);
});
