import type { Gaps } from './port.ts';

export const isWhole = ({ isCutShort, leftOut }: Gaps): boolean => !isCutShort && leftOut === 0;

/** For an answer: only there when something is missing. */
export const withGaps = (gaps: Gaps): { readonly gaps?: Gaps } => (isWhole(gaps) ? {} : { gaps });
