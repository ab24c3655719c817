import { problemsDe } from './problems-de.ts';
import type { UnfoldWords } from './unfold-words.ts';

export const unfoldDe: UnfoldWords = {
  customer: {
    ambiguous: {
      say: 'Für diese Person kommt mehr als ein Konto infrage.',
      next: 'Was vom Konto abhängt, wartet auf Ihre Auswahl.',
    },
    suggested: {
      say: 'Das ist wahrscheinlich das Konto.',
      next: 'Bitte bestätigen, bevor Sie sich darauf verlassen.',
    },
    nobody: {
      say: 'Zu dieser Person ist kein Konto bekannt.',
      next: 'Fragen, mit welcher Firma oder Adresse sie sich angemeldet hat.',
    },
    no_email: {
      say: 'Diese Person hat keine E-Mail-Adresse.',
      next: 'Nach der bei uns benutzten fragen und sie im Profil eintragen.',
    },
    no_requester: {
      say: 'Dieses Ticket hat noch keine anfragende Person.',
      next: 'Eine auswählen, dann erscheint hier, was wir wissen.',
    },
    unknown_ticket: {
      say: 'Der Helpdesk zeigt Ihnen das nicht.',
      next: 'Vielleicht ist es gelöscht oder verborgen.',
    },
    unverified: {
      say: 'Der Helpdesk konnte nicht bestätigen, wessen Ticket das ist. Darum steht hier nichts.',
      next: 'Sich nach dem richten, was im Ticket steht, oder noch einmal versuchen.',
    },
    unresolved: {
      say: 'Wer das ist, ließ sich nicht herausfinden.',
      next: 'Von Hand suchen oder noch einmal versuchen.',
    },
  },
  problems: problemsDe,
  reference: 'Kennung: %',
  allow: 'Prüfung erlauben',
  loaded: 'Alles ist geladen.',
  loadedBut: 'Geladen.',
  without: 'Nicht bekannt: %. %',
  butOld: 'Alt: %, Stand %. %',
  helpdesk: 'Helpdesk',
  crm: 'CRM',
  pin: 'Dieses',
  ruledOut: 'Von einer Person im Support ausgeschlossen:',
  takeBack: 'Doch dieses',
  reject: 'Nicht dieser Kunde?',
  find: 'Im CRM suchen',
  whyThis: 'Warum „%“?',
  source: 'Quelle',
  changed: 'Geändert',
  read: 'Gelesen',
  rule: 'Regel',
  moreIn: 'Mehr in %',
  absent: '% wurde gefragt und hat dazu nichts.',
  copy: 'Kopieren',
  notKnown: 'Nicht bekannt',
  whatToDo: 'Was tun?',
  allSteps: 'Alle Schritte',
  allTickets: 'Alle Tickets',
  fallback: 'Stattdessen',
  owner: 'Zuständig: %',
  tell: 'Bescheid geben',
  see: 'Siehe %',
  copied: 'Kopiert',
  drafted: {
    inserted: 'Entwurf eingefügt. Vor dem Senden bitte lesen.',
    note: 'Das ist eine interne Notiz. Zum Einfügen noch einmal klicken.',
    again: 'Steht schon in der Antwort. Um es noch einmal einzufügen, erneut klicken.',
  },
  refused: 'Ging nicht',
  told: 'Bescheid gegeben',
  already: 'Schon gemeldet',
  undeliverable: 'Nicht erreicht',
};
