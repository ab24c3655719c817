import { expect, it } from 'vitest';
import { blanks } from './blanks.ts';
import { syncJournalDe } from './sync-journal-de.ts';
import { syncJournalEn } from './sync-journal-en.ts';
import { loadSyncJournalWords } from './sync-journal-load.ts';

it('have the same blanks in both languages, and are of the reader’s', async () => {
  expect(blanks(syncJournalDe)).toEqual(blanks(syncJournalEn));
  expect(await loadSyncJournalWords('de-AT')).toBe(syncJournalDe);
  expect(await loadSyncJournalWords('fr')).toBe(syncJournalEn);
});
