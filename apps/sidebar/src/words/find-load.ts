import type { FindWords } from './find-words.ts';

/** The reader's language and no other is fetched. English stands in when it cannot be had. */
export async function loadFindWords(locale: string): Promise<FindWords> {
  const english = () => import('./find-en.ts').then(({ findEn }) => findEn);
  if (!/^de\b/i.test(locale)) return english();
  return import('./find-de.ts').then(({ findDe }) => findDe, english);
}
