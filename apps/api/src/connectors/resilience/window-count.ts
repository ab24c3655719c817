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
  /** What was added since it was last taken. */
  take(): WindowRow[];
  /** They could not be written after all. */
  giveBack(rows: readonly WindowRow[]): void;
  /** What the other processes have sent, in this window and the one before. */
  learn(rows: readonly WindowRow[]): void;
}

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
      turn(nowMs);
      const inside = 1 - (nowMs - startMs) / windowMs;
      const counts = noCounts();
      for (const kind of WORK_KINDS) counts[kind] = current[kind] + inside * previous[kind];
      for (const row of others) {
        if (row.startMs === startMs) counts[row.kind] += row.calls;
        else if (row.startMs === startMs - windowMs) counts[row.kind] += inside * row.calls;
      }
      return counts;
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
    },
    learn(rows) {
      others = rows;
    },
  };
}
