import { onTestFinished } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** How often it ran once more because others had the processor. */
    triedAgain?: number;
  }
}

const LOOK_MS = 20;
/** Longer at once than this and time-outs of the scenario fire by themselves. */
const MAX_AT_ONCE_MS = 100;
/** More of the time than this and nothing that is measured means anything. */
const MAX_SHARE = 0.1;
const MAX_TRIES = Number(process.env.CHAOS_TRIES ?? 3);

interface Starvation {
  /** What the machine kept from this process, in words; undefined where that was too little to matter. */
  stop(): string | undefined;
}

/**
 * How long others had the processor while this thread had something to do. A thread that is late and
 * was working all the while, as one that the product blocks, is not among it.
 */
function watchStarvation(): Starvation {
  const startedMs = performance.now();
  let beforeMs = startedMs;
  let before = process.threadCpuUsage();
  let totalMs = 0;
  let worstMs = 0;
  const timer = setInterval(() => {
    const nowMs = performance.now();
    const { user, system } = process.threadCpuUsage(before);
    const lostMs = Math.max(0, nowMs - beforeMs - LOOK_MS - (user + system) / 1000);
    totalMs += lostMs;
    worstMs = Math.max(worstMs, lostMs);
    beforeMs = nowMs;
    before = process.threadCpuUsage();
  }, LOOK_MS);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      const share = totalMs / (performance.now() - startedMs);
      if (worstMs <= MAX_AT_ONCE_MS && share <= MAX_SHARE) return undefined;
      return `${worstMs.toFixed(0)} ms at once, ${(100 * share).toFixed(0)} % in all`;
    },
  };
}

/**
 * Runs a test that watches the clock. Where it fails while others had the processor, it says so and tries again;
 * `npm test` counts that.
 */
export async function unlessStarved(test: () => Promise<void>): Promise<void> {
  let tries = 1;
  onTestFinished(({ task }) => {
    task.meta.triedAgain = tries - 1;
  });
  for (; ; tries++) {
    const starvation = watchStarvation();
    try {
      await test();
      starvation.stop();
      return;
    } catch (error) {
      const lost = starvation.stop();
      if (lost === undefined || tries === MAX_TRIES) throw error;
      process.stderr.write(`the machine was busy with others (${lost}): once more\n`);
    }
  }
}
