/** What is known of the others is believed for so long. */
const FRESH_MS = 10_000;
/** While something is used, a word of the others follows the last one within this time. */
const NEXT_WORD_MS = 6000;
/** Kept for processes that have not heard of the others for a while: half of it each. */
const NEWCOMERS = 0.1;
/** Left free for what two have begun in the same moment. */
const MARGIN = 0.05;

/**
 * Keeps processes that hear of each other every few seconds within one room, together: between two words each takes
 * half of its part of what was left at the last one. Windows that nobody else hears of are divided.
 */
export function createShared(isHeardOf: boolean) {
  let learntMs = Number.NEGATIVE_INFINITY;
  let usedThen = 0;
  let taken = { fresh: 0, stale: 0 };
  let processes = 1;

  const isStale = (nowMs: number): boolean => isHeardOf && nowMs - learntMs > FRESH_MS;

  return {
    took(nowMs: number): void {
      taken[isStale(nowMs) ? 'stale' : 'fresh']++;
    },
    learnt(nowMs: number, others: number, used: number): void {
      learntMs = nowMs;
      processes = others + 1;
      usedThen = used;
      taken = { fresh: 0, stale: 0 };
    },
    /** When there may be a part again for this process, as soon as the room itself has any. */
    nextPartMs: (nowMs: number): number => (isHeardOf ? Math.max(nowMs + 1000, learntMs + NEXT_WORD_MS) : nowMs),
    /** How much of the room may be used, for this process to have a part of the rest. */
    most(room: number): number {
      if (!isHeardOf) return Math.max(room / processes, 1) - 1;
      return Math.max((1 - MARGIN) * (1 - NEWCOMERS) * room - 2 * processes, 0);
    },
    /** `used`: of the room, by all processes as far as they are known. */
    hasRoom(used: number, room: number, nowMs: number): boolean {
      if (!isHeardOf) return used + 1 <= Math.max(room / processes, 1);
      const safe = (1 - MARGIN) * room;
      if (isStale(nowMs)) {
        const most = Math.min(Math.max((NEWCOMERS / 2) * safe, 1), (safe - used + taken.stale) / 2);
        return taken.stale + 1 <= most;
      }
      const left = (1 - NEWCOMERS) * safe - usedThen;
      return taken.fresh + 1 <= left / (2 * processes);
    },
  };
}
