import type { SyncWords } from './sync-words.ts';

/** The reader's language and no other is fetched. English stands in when it cannot be had. */
export async function loadSyncWords(locale: string): Promise<SyncWords> {
  const english = () => import('./sync-en.ts').then(({ syncEn }) => syncEn);
  if (!/^de\b/i.test(locale)) return english();
  return import('./sync-de.ts').then(({ syncDe }) => syncDe, english);
}
