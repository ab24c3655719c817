import type { SyncJournalWords } from './sync-journal-words.ts';

export const syncJournalDe: SyncJournalWords = {
  read: 'Das Journal von {left} wurde {ago} gelesen. Es nennt jede Änderung der letzten drei Tage, auch solche, die kein Webhook gemeldet hat.',
  notYet: 'Das Journal von {left} wurde noch nicht gelesen.',
  failing:
    'Das Journal von {left} ist seit {at} nicht lesbar: {why} Solange wird {left} direkt nach Änderungen gefragt.',
  why: {
    credential: 'Der Schlüssel der App oder die Client-ID aus der Integrationskarte wird nicht angenommen.',
    forbidden: 'Der App fehlt ein nötiger Scope, oder sie ist in diesem Konto nicht installiert.',
    not_configured:
      'Seine Dateien liegen dort, wo dieser Server nichts abrufen darf, oder {left} hat für diese App kein Journal.',
    timeout: 'Es hat nicht rechtzeitig geantwortet.',
    unreachable: 'Es war nicht erreichbar.',
    rate_limited: 'Es hat um eine Pause gebeten.',
    other: 'Es hat nicht wie erwartet geantwortet.',
  },
};
