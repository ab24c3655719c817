import type { Gaps } from './port.ts';

export const isWhole = ({ isCutShort, leftOut }: Gaps): boolean => !isCutShort && leftOut === 0;

/** Of an answer that was put together from several. */
export const together = (all: readonly Gaps[]): Gaps => ({
  isCutShort: all.some(({ isCutShort }) => isCutShort),
  leftOut: all.reduce((sum, { leftOut }) => sum + leftOut, 0),
});

/** For an answer: only there when something is missing. */
export const withGaps = (gaps: Gaps): { readonly gaps?: Gaps } => (isWhole(gaps) ? {} : { gaps });
