/** What keeps this process busy, by kind: sockets, servers, timers. Timers that do not keep it alive are not among them. */
export function resources(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  // One turn of the loop; whoever asks is in the middle of it.
  counts.delete('Immediate');
  return counts;
}

const POLL_MS = 50;

/** What there is more of than before, once it has had `withinMs` to go away. */
export async function leakedHandles(before: ReadonlyMap<string, number>, withinMs: number): Promise<string[]> {
  const untilMs = performance.now() + withinMs;
  for (;;) {
    const more = [...resources()].filter(([kind, count]) => count > (before.get(kind) ?? 0));
    if (more.length === 0 || performance.now() > untilMs)
      return more.map(([kind, count]) => `${count} ${kind} instead of ${before.get(kind) ?? 0}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
