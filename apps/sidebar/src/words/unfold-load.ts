import type { UnfoldWords } from './unfold-words.ts';

/** The reader's language and no other is fetched. English stands in when it cannot be had. */
export async function loadUnfoldWords(locale: string): Promise<UnfoldWords> {
  const english = () => import('./unfold-en.ts').then(({ unfoldEn }) => unfoldEn);
  if (!/^de\b/i.test(locale)) return english();
  return import('./unfold-de.ts').then(({ unfoldDe }) => unfoldDe, english);
}
