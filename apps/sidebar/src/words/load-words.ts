import { en } from './en.ts';
import type { Words } from './words.ts';

/** The reader's language, fetched only if it is not American English. That stands in when it cannot be had. */
export async function loadWords(locale: string): Promise<Words> {
  const other = /^de\b/i.test(locale) ? import('./de.ts') : /^en-GB/i.test(locale) && import('./en-gb.ts');
  return other
    ? other.then(
        ({ words }) => ({ ...en, ...words }),
        () => en,
      )
    : en;
}
