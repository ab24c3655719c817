import type { MonthFigures, MonthlyReport, Span } from '@sidelight/shared/sync/monthly-report.ts';
import { change, number, percent, points, spanWords } from './words.ts';

/** One of the few figures a reader takes away. */
export interface Tile {
  readonly name: string;
  readonly shown: string;
  readonly before: string;
  readonly change: string;
}

const none = '–';

export function tilesOf({ current, before }: Pick<MonthlyReport, 'current' | 'before'>): readonly Tile[] {
  const tile = (name: string, of: (month: MonthFigures) => number | undefined, show: (n: number) => string): Tile => {
    const [now, then] = [of(current), before && of(before)];
    const shown = (n: number | undefined) => (n === undefined ? none : show(n));
    return {
      name,
      shown: shown(now),
      before: shown(then),
      change: show === percent ? points(now, then) : change(now, then),
    };
  };
  return [
    tile('Values kept in sync', ({ written }) => written, number),
    tile('Success', ({ success }) => success, percent),
    tile('Change to visible, p95', slowestMs, spanWords),
    tile('Pairs that agreed', agreedShare, percent),
    tile('Conflicts', ({ conflicts }) => conflicts.detected, number),
    tile('Decided by people', ({ conflicts }) => conflicts.manual, number),
  ];
}

/** Of the slowest flow. */
function slowestMs({ flows }: MonthFigures): number | undefined {
  const lags = flows.flatMap(({ lag }): Span[] => (lag ? [lag] : []));
  return lags.length === 0 ? undefined : Math.max(...lags.map(({ p95Ms }) => p95Ms));
}

/** Over every kind of record that was compared. */
function agreedShare({ consistency }: MonthFigures): number | undefined {
  const linked = consistency.reduce((sum, one) => sum + one.linked, 0);
  const changed = consistency.reduce((sum, one) => sum + one.changed, 0);
  return linked === 0 ? undefined : Math.max(0, 1 - changed / linked);
}
