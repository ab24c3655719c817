import { basicDe } from './basic-de.ts';
import type { Words } from './words.ts';

export const de: Words = {
  ...basicDe,
  unlinked: {
    identity_ambiguous: 'Zuerst das Konto auswählen',
    nobody: 'Kein Konto bekannt',
    no_requester: 'Wartet auf eine anfragende Person',
    no_email: 'Keine E-Mail-Adresse bekannt',
    no_id: 'Das Konto ist mit diesem System nicht verknüpft',
    unknown_ticket: 'Ticket nicht bekannt',
  },
  evidence: {
    picked: 'Auswahl im Team',
    organization_external_id: 'Organisations-ID',
    requester_external_id: 'Personen-ID',
    email: 'E-Mail-Adresse',
    email_without_tag: 'E-Mail-Adresse ohne +Zusatz',
    domain: 'E-Mail-Domain',
  },
  ui: {
    ...basicDe.ui,
    glance: 'Auf einen Blick',
    unknown: '% nicht bekannt',
    knownIssue: 'Problem bekannt: %',
    noIssue: 'Kein bekanntes Problem',
    now: 'jetzt',
    old: '% alt',
    wrong: 'falsche Werte',
    readAgain: '% neu lesen',
    notRead: '% nicht gelesen',
    notLoaded: 'Nicht geladen',
    none: 'Nichts',
    matched: 'Erkannt an: %',
    undo: 'Zurücknehmen',
    why: 'Warum?',
    insert: 'Antwort einfügen',
    unsaved: 'Gilt für die gespeicherte Person. Ihre Änderung ist noch nicht gespeichert.',
    elsewhere: 'Anderswo offen: %',
    more: '% weitere',
    less: 'Weniger',
    workaround: 'Workaround: %',
    touches: 'Betrifft: %',
    tryAgain: 'Noch einmal',
  },
};

export { de as words };
