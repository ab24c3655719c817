import type { RevealWords } from './reveal-words.ts';

export const revealDe: RevealWords = {
  intro: 'Ihre Rolle darf diesen Wert nicht sehen. Mit einem Grund sehen Sie ihn eine Minute lang.',
  reason: 'Grund',
  choose: 'Bitte wählen',
  reasons: {
    customer_asks: 'Der Kunde fragt danach',
    contract: 'Eine Frage zum Vertrag',
    payment: 'Eine Frage zu einer Zahlung',
    security: 'Um sicherzugehen, wer fragt',
    other: 'Ein anderer Grund',
  },
  note: 'In Ihren Worten',
  recorded:
    'Dass und warum Sie ihn gesehen haben, wird festgehalten. Bitte keine Namen, Nummern oder Adressen von Kunden.',
  short: 'Mindestens % Zeichen schreiben.',
  go: 'Eine Minute lang zeigen',
  busy: 'Wird gefragt …',
  limit: 'Mehr darf Ihre Rolle in einer Stunde nicht sehen. Die Teamleitung fragen oder es später versuchen.',
  failed: 'Der Wert war nicht zu lesen, es wurde nichts gezeigt.',
  refused: 'Das hat nicht geklappt, es wurde nichts gezeigt. Bitte noch einmal versuchen.',
  unsaved: 'Sobald das Ticket gespeichert ist, lässt sich der Wert hier zeigen.',
  none: 'Es gibt keinen',
  left: 'In % Sekunden wieder verborgen',
  shown: 'Eine Minute lang zu sehen.',
  hide: 'Jetzt verbergen',
  over: 'Wieder verborgen.',
  again: 'Noch einmal zeigen',
};
