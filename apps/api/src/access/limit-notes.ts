/** More names than this at once are an attack by many: what they did is in the figures, not in a row each. */
const MAX_NAMES = 1000;

/** The first of a name is told at once, those that follow within `everyMs` together, as a number. */
export function createLimitNotes(
  everyMs: number,
  deps: { now(): number; tell(name: string, count: number): void },
): { note(name: string): void; flush(): void } {
  const open = new Map<string, { sinceMs: number; count: number }>();
  function sweep(isAll: boolean): void {
    const nowMs = deps.now();
    for (const [name, { sinceMs, count }] of open) {
      if (!isAll && nowMs - sinceMs < everyMs) continue;
      open.delete(name);
      if (count > 0) deps.tell(name, count);
    }
  }
  return {
    note(name) {
      const known = open.get(name);
      if (known && deps.now() - known.sinceMs < everyMs) {
        known.count++;
        return;
      }
      sweep(false);
      if (open.size >= MAX_NAMES) return;
      open.set(name, { sinceMs: deps.now(), count: 0 });
      deps.tell(name, 1);
    },
    flush: () => sweep(true),
  };
}
