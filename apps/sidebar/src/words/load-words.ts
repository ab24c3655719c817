import { en } from './en.ts';
import type { Words } from './words.ts';

/** The reader's language, fetched only if it is not English. English stands in when it cannot be had. */
export async function loadWords(locale: string): Promise<Words> {
  if (!/^de\b/i.test(locale)) return en;
  return import('./de.ts').then(
    (module) => module.de,
    () => en,
  );
}
