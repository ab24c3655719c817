/** Goes on as far as `now` does, and stands still where that is set back. */
export function steadyBy(now: () => number): () => number {
  let lastMs = now();
  let passedMs = lastMs;
  return () => {
    const atMs = now();
    passedMs += Math.max(0, atMs - lastMs);
    lastMs = atMs;
    return passedMs;
  };
}
