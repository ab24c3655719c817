const MAX_NAMES = 5000;

/** How often one person may do something: so many times within so long, in this process. */
export function createAllowance({ most, withinMs }: { most: number; withinMs: number }, now: () => number) {
  const times = new Map<string, readonly number[]>();
  return {
    /** Counts it, unless it is once too often. */
    take(name: string): boolean {
      const nowMs = now();
      const recent = (times.get(name) ?? []).filter((atMs) => nowMs - atMs < withinMs);
      if (recent.length >= most) return false;
      if (times.size >= MAX_NAMES) times.clear();
      times.set(name, [...recent, nowMs]);
      return true;
    },
  };
}
