/** Something the leading process does besides, in its own time; never more than once at a time. */
export interface PeriodicTask {
  readonly name: string;
  run(signal: AbortSignal): Promise<void>;
}

/** The same, begun again no sooner than so long after it was last begun. */
export function paced({ name, run }: PeriodicTask, now: () => number, afterMs: () => number): PeriodicTask {
  let begunMs = Number.NEGATIVE_INFINITY;
  return {
    name,
    async run(signal) {
      if (now() - begunMs < afterMs()) return;
      begunMs = now();
      await run(signal);
    },
  };
}
