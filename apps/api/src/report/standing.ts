import type { MonthlyReport } from '@sidelight/shared/sync/monthly-report.ts';

const sentences: Readonly<Record<MonthlyReport['state'], string>> = {
  whole: '',
  under_way: 'The month is not over: figures are as far as it has come.',
  none: 'Nothing was synchronized in this month, and nothing was compared: there is no data to report.',
  forgotten: 'Figures are kept for 92 days; those of this month have been forgotten.',
};

/** What a reader has to know of the month as a whole; empty where that is nothing. */
export const standingOf = ({ state, before }: Pick<MonthlyReport, 'state' | 'before'>): string =>
  [
    sentences[state],
    (state === 'whole' || state === 'under_way') && !before ? 'There is no data of the month before.' : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
