import { basicEn } from './basic-en.ts';
import { statusEn } from './status-en.ts';
import type { StatusWords } from './status-words.ts';
import type { BasicWords } from './words.ts';

export interface PageWords {
  /** The sidebar's: values in words, refusals. */
  readonly words: BasicWords;
  readonly say: StatusWords;
}

const englishPage: PageWords = { words: basicEn, say: statusEn };

/** The reader's language, fetched only if it is not English. English stands in when it cannot be had. */
export async function loadPageWords(locale: string): Promise<PageWords> {
  if (!/^de\b/i.test(locale)) return englishPage;
  return import('./status-de.ts').then(
    (module) => module.germanPage,
    () => englishPage,
  );
}
