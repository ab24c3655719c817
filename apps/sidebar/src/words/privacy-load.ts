import type { PrivacyWords } from './privacy-words.ts';

/** The reader's language and no other is fetched. English stands in when it cannot be had. */
export async function loadPrivacyWords(locale: string): Promise<PrivacyWords> {
  const english = () => import('./privacy-en.ts').then(({ privacyEn }) => privacyEn);
  if (!/^de\b/i.test(locale)) return english();
  return import('./privacy-de.ts').then(({ privacyDe }) => privacyDe, english);
}
