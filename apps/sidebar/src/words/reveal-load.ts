import type { RevealWords } from './reveal-words.ts';

/** The reader's language and no other is fetched. English stands in when it cannot be had. */
export async function loadRevealWords(locale: string): Promise<RevealWords> {
  const english = () => import('./reveal-en.ts').then(({ revealEn }) => revealEn);
  if (!/^de\b/i.test(locale)) return english();
  return import('./reveal-de.ts').then(({ revealDe }) => revealDe, english);
}
