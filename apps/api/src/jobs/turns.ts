/**
 * True at the first question in each stretch of `everyMs`, but for the one it was made in. The stretches are the same
 * for all tenants of a process, so that what they write is written at once. `now` is of the process.
 */
export function createTurns(everyMs: number, now: () => number): () => boolean {
  const stretch = () => Math.floor(now() / everyMs);
  let last = stretch();
  return () => {
    const before = last;
    last = stretch();
    return last !== before;
  };
}
