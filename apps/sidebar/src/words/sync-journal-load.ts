import type { SyncJournalWords } from './sync-journal-words.ts';

/** The reader's language and no other is fetched. English stands in when it cannot be had. */
export async function loadSyncJournalWords(locale: string): Promise<SyncJournalWords> {
  const english = () => import('./sync-journal-en.ts').then(({ syncJournalEn }) => syncJournalEn);
  if (!/^de\b/i.test(locale)) return english();
  return import('./sync-journal-de.ts').then(({ syncJournalDe }) => syncJournalDe, english);
}
