import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { TakenJob } from './ports.ts';
import { noTries } from './tries.ts';
import { createWorker } from './worker.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const jobs = (...ids: string[]): TakenJob[] =>
  ids.map((id) => ({ id, claim: 1, tries: noTries, data: {}, order: undefined }));

/** A queue in memory; each job runs until it is told to end. */
function stage(given: { readonly concurrency?: number; readonly pollMs?: number; readonly restMs?: number } = {}) {
  const queue: TakenJob[] = [];
  const running = new Map<string, (dueInMs?: number) => void>();
  const asked: number[] = [];
  const troubles: unknown[] = [];
  const state = { isDown: false, calledOff: [] as string[] };
  const worker = createWorker({
    ...{ concurrency: given.concurrency ?? 2, restMs: given.restMs ?? 0 },
    async claim(most) {
      asked.push(most);
      if (state.isDown) throw new Error('down');
      return queue.splice(0, most);
    },
    perform: (job, stop) =>
      new Promise((resolve) => {
        running.set(job.id, (dueInMs) => {
          running.delete(job.id);
          resolve(dueInMs);
        });
        stop.addEventListener('abort', () => {
          if (!running.has(job.id)) return;
          state.calledOff.push(job.id);
          running.delete(job.id);
          resolve(undefined);
        });
      }),
    pollMs: () => given.pollMs ?? 30_000,
    onTrouble: (error) => void troubles.push(error),
  });
  const settled = () => vi.advanceTimersByTimeAsync(0);
  return { queue, running, asked, troubles, state, worker, settled };
}

it('works on so many at once, and on the next as soon as one ends', async () => {
  const { queue, running, worker, settled } = stage();
  queue.push(...jobs('a', 'b', 'c'));
  worker.start();
  await settled();
  expect([...running.keys()]).toEqual(['a', 'b']);
  running.get('b')!();
  await settled();
  expect([...running.keys()]).toEqual(['a', 'c']);
});

it('asks when it is woken, when a pause it knows of is over, and else seldom', async () => {
  const { queue, running, asked, worker, settled } = stage();
  worker.start();
  await vi.advanceTimersByTimeAsync(29_000);
  expect(asked).toEqual([2]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(asked).toEqual([2, 2]);
  queue.push(...jobs('a'));
  worker.wake();
  await settled();
  running.get('a')!(4000);
  await settled();
  const before = asked.length;
  await vi.advanceTimersByTimeAsync(3900);
  expect(asked.length).toBe(before);
  await vi.advanceTimersByTimeAsync(1200);
  expect(asked.length).toBeGreaterThan(before);
});

it('rests after a look that found less than was asked for, whoever wakes it, and takes together what came meanwhile', async () => {
  const { queue, running, asked, worker, settled } = stage({ concurrency: 3, restMs: 100 });
  queue.push(...jobs('a'));
  worker.start();
  await settled();
  expect([...running.keys()]).toEqual(['a']);
  for (const id of ['b', 'c']) {
    queue.push(...jobs(id));
    worker.wake();
    await vi.advanceTimersByTimeAsync(45);
  }
  expect(asked).toEqual([3]);
  await vi.advanceTimersByTimeAsync(10);
  expect([asked, [...running.keys()]]).toEqual([
    [3, 2],
    ['a', 'b', 'c'],
  ]);
  // It found all it had room for: what ends makes room at once.
  queue.push(...jobs('d'));
  running.get('a')!();
  await settled();
  expect([...running.keys()]).toEqual(['b', 'c', 'd']);
});

it('is woken at once where it has not looked for a while, and does not rest when it is to stop', async () => {
  const { queue, running, worker, settled } = stage({ restMs: 100 });
  worker.start();
  await vi.advanceTimersByTimeAsync(1000);
  queue.push(...jobs('a'));
  worker.wake();
  await settled();
  expect([...running.keys()]).toEqual(['a']);
  running.get('a')!();
  let isOver = false;
  void worker.stop(10_000).then(() => {
    isOver = true;
  });
  await settled();
  expect(isOver).toBe(true);
});

it('misses no call to wake that comes while it asks', async () => {
  const { queue, running, worker, settled } = stage();
  worker.start();
  queue.push(...jobs('a'));
  worker.wake();
  await settled();
  expect([...running.keys()]).toEqual(['a']);
});

it('goes on after the store was away', async () => {
  const { queue, running, state, troubles, worker } = stage({ pollMs: 2000 });
  state.isDown = true;
  worker.start();
  await vi.advanceTimersByTimeAsync(4100);
  expect(troubles).toHaveLength(3);
  state.isDown = false;
  queue.push(...jobs('a'));
  await vi.advanceTimersByTimeAsync(2000);
  expect([...running.keys()]).toEqual(['a']);
});

it('takes nothing more once it stops, and calls off what has not ended in time', async () => {
  const { queue, running, state, worker, settled } = stage();
  queue.push(...jobs('a', 'b', 'c'));
  worker.start();
  await settled();
  const stopped = worker.stop(1000);
  running.get('a')!();
  await vi.advanceTimersByTimeAsync(900);
  expect([[...running.keys()], state.calledOff]).toEqual([['b'], []]);
  await vi.advanceTimersByTimeAsync(200);
  await stopped;
  expect(state.calledOff).toEqual(['b']);
  expect(queue.map(({ id }) => id)).toEqual(['c']);
});
