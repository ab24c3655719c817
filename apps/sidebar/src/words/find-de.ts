import type { FindWords } from './find-words.ts';

export const findDe: FindWords = {
  label: 'Firmenname, Domain oder E-Mail-Adresse',
  go: 'Suchen',
  short: 'Mindestens % Zeichen eingeben.',
  asking: 'Das CRM wird durchsucht …',
  one: '1 Konto gefunden.',
  some: '% Konten gefunden.',
  cut: 'Es gibt noch mehr Treffer: mehr vom Namen oder die Domain eingeben.',
  nobody: 'Nichts gefunden. Eine andere Schreibweise, die Domain oder eine E-Mail-Adresse versuchen.',
  notByName: 'Dieses CRM lässt sich nur nach Domain oder E-Mail-Adresse durchsuchen.',
  failed: 'Es wurde nichts gesucht.',
  notConfirmed: 'Der Helpdesk konnte nicht bestätigen, wessen Ticket das ist. Bitte noch einmal versuchen.',
  by: {
    email: 'Die Adresse gehört dazu',
    domain: 'Die Domain gehört dazu',
    name: 'Treffer im Namen oder in der Domain',
  },
  recorded:
    'Ihre Auswahl wird mit Ihrem Namen festgehalten, gilt für alle Tickets dieser Person und lässt sich zurücknehmen.',
};
