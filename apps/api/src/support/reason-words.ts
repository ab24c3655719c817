import type { HealthScore } from '@sidelight/shared/map/health-score.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Reason } from './score.ts';

/** In both languages: whoever reads it decides. */
export interface Said {
  readonly en: string;
  readonly de: string;
}

export const signed = (n: number): string => (n < 0 ? `−${-n}` : `${n > 0 ? '+' : ''}${n}`);

/** What points were given or taken for, by the map's sentence: `3 tickets open longer than a week`. */
export function sayReason({ factors }: Pick<HealthScore, 'factors'>, { factor, figure }: Reason): Said {
  const declared = ownValue(factors, factor);
  const text = (figure === 1 ? declared?.reasonOfOne : undefined) ?? declared?.reason ?? factor;
  const inWords = (locale: string) => say(text, locale).replaceAll('{{n}}', String(figure));
  return { en: inWords('en'), de: inWords('de') };
}
