import type { CommonWords } from './words.ts';

export const basicDe: CommonWords = {
  reasons: {
    timeout: '% hat nicht rechtzeitig geantwortet.',
    unreachable: '% war nicht erreichbar.',
    rate_limited: '% hat um eine Pause gebeten.',
    upstream_error: '% hat mit einem Fehler geantwortet.',
    bad_answer: 'Die Antwort von % kann nicht stimmen.',
    test_data: '% hat zu diesem Konto nur Testdaten. Sie werden nicht gezeigt.',
    wrong_values: '% liefert falsche Werte: nicht darauf verlassen.',
    credential: '% nimmt unsere Anmeldung nicht mehr an.',
    forbidden: '% lässt uns das nicht lesen.',
    circuit_open: '% fällt immer wieder aus. Wir versuchen es weiter.',
    cancelled: 'Auf % wurde nicht gewartet.',
    not_configured: '% ist noch nicht verbunden.',
    identity_ambiguous: 'Es ist nicht klar, welches Konto in % gemeint ist.',
    incomplete: 'Nicht alle Einträge von % waren lesbar: Das ist nicht sicher.',
  },
  trouble: {
    broken: 'Die Verbindung ist abgebrochen. Was hier steht, kann alt oder unvollständig sein.',
    retrying: 'Die Verbindung ist abgebrochen. Noch ein Versuch läuft …',
    garbled: 'Ein Teil der Antwort war nicht lesbar.',
    no_host: 'Der Helpdesk hat nicht gesagt, welches Ticket das ist.',
  },
  ui: {
    since: 'seit %',
    ratio: '% von %',
    unconfirmed: 'nicht bestätigt',
    noIssues: 'Nichts bekannt zu diesem Ticket',
    open: 'Öffnen',
    newTab: 'in neuem Tab',
  },
};
