import type { SyncNoteWords } from './sync-words.ts';

export const syncNotesDe: SyncNoteWords = {
  would: 'Das würde bis zu {values} schreiben, eine für jedes bekannte Ticket.',
  did: 'Zum Schreiben vorgemerkt: {values}.',
  values: ['{count} Notiz', '{count} Notizen'],
  ui: {
    pairs: ['{count} Notiz geschrieben', '{count} Notizen geschrieben'],
    compare: 'Alle Notizen schreiben',
    compareSure: 'Für jedes bekannte Ticket eine Notiz schreiben?',
    compareYes: 'Ja, schreiben',
    switchOnSure:
      'Ab jetzt hat jedes Ticket, das sich ändert, seine Notiz im CRM. Tickets von vorher bekommen ihre mit „Alle Notizen schreiben“. Einschalten?',
  },
};
