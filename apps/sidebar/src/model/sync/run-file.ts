import type { SyncRunView } from '@sidelight/shared/sync/sync-report.ts';
import { csvRow as row } from '../csv.ts';

/** The figures of a comparison and the records of its sample, for a spreadsheet. No values. `head`: what the columns are called. */
export function runAsCsv({ result, sample = [] }: SyncRunView, head: readonly [string, string, string]): string {
  const { writes = [], ...figures } = result ?? {};
  const fields = writes.map(({ label, left, right }) => row(label, left, right));
  const others = Object.entries(figures).flatMap(([name, of]) => {
    if (typeof of === 'number') return [row(name, of, '')];
    if (typeof of === 'object' && of !== null) return [row(name, of.left, of.right)];
    return of === null ? [] : [row(name, of, '')];
  });
  const records = sample.flatMap(({ left, right, changes }) =>
    changes.map(({ label, side }) => row(`sample: ${label} (${side})`, left, right)),
  );
  return `${[row(...head), ...fields, ...others, ...records].join('\r\n')}\r\n`;
}

export const runAsJson = (run: SyncRunView): string => `${JSON.stringify(run, undefined, 2)}\n`;
