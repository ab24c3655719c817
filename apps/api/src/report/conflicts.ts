import type { ConflictEnd, FieldConflicts, MonthFigures } from '@sidelight/shared/sync/monthly-report.ts';
import type { MonthFacts } from './month-facts.ts';

type Row = MonthFacts['conflicts'][number];
const CHOSEN: readonly ConflictEnd[] = ['left', 'right', 'value', 'neither'];

/** Conflicts by field, most first, and all together. Pure. */
export function conflictsOf(rows: readonly Row[]): MonthFigures['conflicts'] {
  const names = [...new Set(rows.map(nameOf))];
  const fields = names
    .map((field): FieldConflicts => ({ field, ...added(rows.filter((row) => nameOf(row) === field)) }))
    .toSorted((a, b) => b.detected - a.detected || (a.field < b.field ? -1 : 1));
  return { ...added(rows), fields };
}

const nameOf = ({ object, field }: Row): string => `${object}.${field}`;

function added(rows: readonly Row[]): Omit<FieldConflicts, 'field'> {
  const sum = (of: (row: Row) => boolean) => rows.filter(of).reduce((total, { n }) => total + n, 0);
  const isManual = ({ blocks, end }: Row) => blocks && CHOSEN.includes(end);
  const ends = CHOSEN.flatMap((end) => {
    const n = sum((row) => row.blocks && row.end === end);
    return n > 0 ? [[end, n] as const] : [];
  });
  return {
    detected: sum(() => true),
    automatic: sum(({ blocks, end }) => !blocks || end === 'agreed'),
    manual: sum(isManual),
    open: sum(({ blocks, end }) => blocks && end === 'open'),
    first: sum((row) => isManual(row) && row.isFirst),
    ends: Object.fromEntries(ends),
    waitedMs: middleMs(rows.filter(isManual)),
  };
}

/** The middle of the groups' middles, each with its weight. */
function middleMs(rows: readonly Row[]): number | undefined {
  const sorted = rows.toSorted((a, b) => a.openMs - b.openMs);
  const half = sorted.reduce((total, { n }) => total + n, 0) / 2;
  let below = 0;
  return sorted.find(({ n }) => {
    below += n;
    return below >= half;
  })?.openMs;
}
