import type { SyncUnpairedWords } from './sync-unpaired-words.ts';

/** The reader's language and no other is fetched. English stands in when it cannot be had. */
export async function loadSyncUnpairedWords(locale: string): Promise<SyncUnpairedWords> {
  const english = () => import('./sync-unpaired-en.ts').then(({ syncUnpairedEn }) => syncUnpairedEn);
  if (!/^de\b/i.test(locale)) return english();
  return import('./sync-unpaired-de.ts').then(({ syncUnpairedDe }) => syncUnpairedDe, english);
}
