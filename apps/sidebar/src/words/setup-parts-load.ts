import type { SetupPartsWords } from './setup-parts-words.ts';

/** The reader's language and no other is fetched. English stands in when it cannot be had. */
export async function loadSetupPartsWords(locale: string): Promise<SetupPartsWords> {
  const english = () => import('./setup-parts-en.ts').then(({ setupPartsEn }) => setupPartsEn);
  if (!/^de\b/i.test(locale)) return english();
  return import('./setup-parts-de.ts').then(({ setupPartsDe }) => setupPartsDe, english);
}
