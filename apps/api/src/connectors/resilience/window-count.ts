import { WORK_KINDS, type WorkKind } from '@sidelight/shared/health/vendor-budget.ts';

/** Calls of one kind that were sent in one window. */
export interface WindowRow {
  readonly windowMs: number;
  readonly startMs: number;
  readonly kind: WorkKind;
  readonly calls: number;
}

export type Counts = Readonly<Record<WorkKind, number>>;

/** Calls in a window that slides: those of the window before count by what of it is still inside. */
export interface WindowCount {
  add(kind: WorkKind, nowMs: number): void;
  used(nowMs: number): Counts;
  /** When no more than `most` of it is left of what has been sent so far. */
  fallsTo(most: number, sumOf: (counts: Counts) => number, nowMs: number): number;
  /** What was added since it was last taken. */
  take(): WindowRow[];
  /** They could not be written after all. */
  giveBack(rows: readonly WindowRow[]): void;
  /** What the other processes have sent, in this window and the one before. */
  learn(rows: readonly WindowRow[]): void;
}

/** Windows that could not be written: of a second, those of some minutes. */
const MOST_UNTAKEN = 300;

export const noCounts = (): Record<WorkKind, number> => ({ live: 0, follow_up: 0, sync: 0, backfill: 0, probe: 0 });

export const startOf = (windowMs: number, nowMs: number): number => nowMs - (nowMs % windowMs);

export function createWindowCount(windowMs: number): WindowCount {
  let startMs = Number.NEGATIVE_INFINITY;
  let current = noCounts();
  let previous = noCounts();
  let others: readonly WindowRow[] = [];
  let untaken = new Map<number, Record<WorkKind, number>>();

  function turn(nowMs: number): void {
    const nowStartMs = startOf(windowMs, nowMs);
    if (nowStartMs === startMs) return;
    previous = nowStartMs === startMs + windowMs ? current : noCounts();
    current = noCounts();
    startMs = nowStartMs;
  }

  /** What has been sent in this window and in the one before, by all. */
  function known(nowMs: number): { readonly now: Counts; readonly before: Counts } {
    turn(nowMs);
    const [now, before] = [{ ...current }, { ...previous }];
    for (const { kind, calls, ...row } of others) {
      if (row.startMs === startMs) now[kind] += calls;
      else if (row.startMs === startMs - windowMs) before[kind] += calls;
    }
    return { now, before };
  }

  function untakenOf(atMs: number): Record<WorkKind, number> {
    const known = untaken.get(atMs) ?? noCounts();
    untaken.set(atMs, known);
    return known;
  }

  return {
    add(kind, nowMs) {
      turn(nowMs);
      current[kind]++;
      untakenOf(startMs)[kind]++;
    },
    used(nowMs) {
      const { now, before } = known(nowMs);
      const inside = 1 - (nowMs - startMs) / windowMs;
      const counts = noCounts();
      for (const kind of WORK_KINDS) counts[kind] = now[kind] + inside * before[kind];
      return counts;
    },
    fallsTo(most, sumOf, nowMs) {
      const counts = known(nowMs);
      const [now, before] = [sumOf(counts.now), sumOf(counts.before)];
      /** How far a window has to be over for what is left of the one before it. */
      const over = (all: number, left: number) => (all <= left ? 0 : 1 - Math.max(0, left) / all);
      // Once the next window has begun, this one is the one before.
      const windows = now <= most ? over(before, most - now) : 1 + over(now, most);
      return Math.max(nowMs, startMs + windows * windowMs);
    },
    take() {
      const rows = [...untaken].flatMap(([atMs, counts]) =>
        WORK_KINDS.filter((kind) => counts[kind] > 0).map((kind) => ({
          ...{ windowMs, startMs: atMs, kind, calls: counts[kind] },
        })),
      );
      untaken = new Map();
      return rows;
    },
    giveBack(rows) {
      for (const row of rows) untakenOf(row.startMs)[row.kind] += row.calls;
      for (const atMs of untaken.keys()) if (untaken.size > MOST_UNTAKEN) untaken.delete(atMs);
    },
    learn(rows) {
      others = rows;
    },
  };
}
