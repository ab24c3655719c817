import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createScheduler, type ScheduledTask } from './scheduler.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A process with these tasks, and a store that says which are due at each look. */
function start(tasks: readonly (Partial<ScheduledTask> & { readonly name: string })[], due: () => readonly string[]) {
  const ran: string[] = [];
  const troubles: string[] = [];
  const asked: string[][] = [];
  const scheduler = createScheduler({
    tasks: tasks.map(({ name, run }) => ({
      ...{ name, everyMs: 60_000 },
      run: async (signal: AbortSignal) => {
        ran.push(name);
        await run?.(signal);
      },
    })),
    claims: {
      async claim(all) {
        asked.push(all.map((task) => task.name));
        return due();
      },
    },
    onTrouble: (_error, task) => troubles.push(task),
  });
  return { scheduler, ran, troubles, asked };
}

it('runs what the store says is this process’s now, and nothing else', async () => {
  const looks = [['b'], [], ['a', 'b']];
  const { scheduler, ran, asked } = start([{ name: 'a' }, { name: 'b' }], () => looks.shift() ?? []);
  scheduler.start();
  await vi.advanceTimersByTimeAsync(0);
  expect(ran).toEqual(['b']);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(ran).toEqual(['b']);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(ran).toEqual(['b', 'a', 'b']);
  expect(asked).toEqual([
    ['a', 'b'],
    ['a', 'b'],
    ['a', 'b'],
  ]);
  await scheduler.stop();
});

it('goes on with the next task and the next look after one that failed, and after a store that was away', async () => {
  let looks = 0;
  const { scheduler, ran, troubles } = start(
    [{ name: 'a', run: () => Promise.reject(new Error('no')) }, { name: 'b' }],
    () => {
      looks++;
      if (looks === 2) throw new Error('away');
      return ['a', 'b'];
    },
  );
  scheduler.start();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(ran).toEqual(['a', 'b', 'a', 'b']);
  expect(troubles).toEqual(['a', 'claim', 'a']);
  await scheduler.stop();
});

it('calls off what runs when it stops, waits for it, and begins nothing more', async () => {
  let isOver = false;
  const long = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => {
        setTimeout(() => {
          isOver = true;
          resolve();
        }, 300);
      });
    });
  const { scheduler, ran, asked } = start([{ name: 'a', run: long }, { name: 'b' }], () => ['a', 'b']);
  scheduler.start();
  await vi.advanceTimersByTimeAsync(0);
  const stopped = scheduler.stop().then(() => isOver);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await stopped).toBe(true);
  expect(ran).toEqual(['a']);
  expect(asked).toHaveLength(1);
});
