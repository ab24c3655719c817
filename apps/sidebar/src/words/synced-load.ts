import type { SyncedWords } from './synced-words.ts';

/** The reader's language and no other is fetched. English stands in when it cannot be had. */
export async function loadSyncedWords(locale: string): Promise<SyncedWords> {
  const english = () => import('./synced-en.ts').then(({ syncedEn }) => syncedEn);
  if (!/^de\b/i.test(locale)) return english();
  return import('./synced-de.ts').then(({ syncedDe }) => syncedDe, english);
}
