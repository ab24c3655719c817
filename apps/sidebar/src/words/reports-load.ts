import type { ReportsWords } from './reports-words.ts';

/** The reader's language and no other is fetched. English stands in when it cannot be had. */
export async function loadReportsWords(locale: string): Promise<ReportsWords> {
  const english = () => import('./reports-en.ts').then(({ reportsEn }) => reportsEn);
  if (!/^de\b/i.test(locale)) return english();
  return import('./reports-de.ts').then(({ reportsDe }) => reportsDe, english);
}
