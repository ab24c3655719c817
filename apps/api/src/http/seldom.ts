const MAX_NAMES = 5000;

/** Lets one of a name through in so long. */
export function createSeldom(everyMs: number, now: () => number) {
  const last = new Map<string, number>();
  return {
    isDue(name: string): boolean {
      const nowMs = now();
      if (nowMs - (last.get(name) ?? Number.NEGATIVE_INFINITY) < everyMs) return false;
      if (last.size >= MAX_NAMES) last.clear();
      last.set(name, nowMs);
      return true;
    },
    /** What it was let through for came to nothing: the next one is let through. */
    forget: (name: string) => void last.delete(name),
  };
}
