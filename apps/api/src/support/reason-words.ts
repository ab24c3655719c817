import type { HealthScore } from '@sidelight/shared/map/health-score.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Reason } from './score.ts';

/** In both languages: whoever reads it decides. */
export interface Said {
  readonly en: string;
  readonly de: string;
}

const signed = (n: number): string => (n < 0 ? `−${-n}` : `+${n}`);

/** Why points were given or taken, by the map's sentence: `3 tickets open longer than a week: −12`. */
export function sayReason({ factors }: Pick<HealthScore, 'factors'>, { factor, figure, points }: Reason): Said {
  const declared = ownValue(factors, factor);
  const text = (figure === 1 ? declared?.reasonOfOne : undefined) ?? declared?.reason ?? factor;
  const inWords = (locale: string) => `${say(text, locale).replaceAll('{{n}}', String(figure))}: ${signed(points)}`;
  return { en: inWords('en'), de: inWords('de') };
}

/** Against thirty days before. */
export const sayChange = (points: number): Said =>
  points === 0
    ? { en: 'as 30 days ago', de: 'wie vor 30 Tagen' }
    : { en: `${signed(points)} in 30 days`, de: `${signed(points)} in 30 Tagen` };
