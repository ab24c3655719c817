import { basicEn } from './basic-en.ts';
import type { PageWords } from './page-words.ts';
import { problemsEn } from './problems-en.ts';
import { statusEn } from './status-en.ts';

const englishPage: PageWords = { words: { ...basicEn, problems: problemsEn }, say: statusEn };

/** The reader's language, fetched only if it is not English. English stands in when it cannot be had. */
export async function loadPageWords(locale: string): Promise<PageWords> {
  if (!/^de\b/i.test(locale)) return englishPage;
  return import('./status-de.ts').then(
    (module) => module.germanPage,
    () => englishPage,
  );
}
