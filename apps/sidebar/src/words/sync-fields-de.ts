import type { SyncFieldWords } from './sync-words.ts';

export const syncFieldsDe: SyncFieldWords = {
  words: {
    valueClass: {
      unknown_option: 'nicht in der Liste',
      not_a_number: 'keine Zahl',
      not_a_date: 'kein Datum',
      not_an_instant: 'kein Zeitpunkt',
      not_a_boolean: 'weder ja noch nein',
      not_an_email: 'keine E-Mail-Adresse',
      unknown_zone: 'keine Zeitzone, die wir kennen',
      unknown_language: 'keine Sprache, die wir kennen',
      unknown_country: 'kein Land, das wir kennen',
      other_currency: 'eine andere Währung',
      too_long: 'zu lang',
      out_of_range: 'außerhalb der Grenzen',
      pattern: 'nicht in der Form, die die Integrationskarte verlangt',
      wrong_shape: 'von anderer Art',
      expression_failed: 'die Umrechnung der Integrationskarte scheitert daran',
    },
    asideWhy: {
      gone: 'wird seit {at} nicht abgeglichen: {system} hat das Feld nicht mehr.',
      read_only: 'wird seit {at} nicht abgeglichen: {system} lässt es niemanden mehr schreiben.',
      type: 'wird seit {at} nicht abgeglichen: Sein Typ in {system} hat sich geändert.',
      options: 'wird seit {at} nicht abgeglichen: In {system} fehlen Optionen davon.',
      expression:
        'wird seit {at} nicht abgeglichen: Die Umrechnung der Integrationskarte scheiterte an einem Wert aus {system}.',
    },
    asideRemedy: {
      gone: 'Das Feld in {system} wieder anlegen oder aus der Integrationskarte nehmen. Danach wird es von selbst wieder abgeglichen.',
      read_only:
        'In {system} das Schreiben erlauben oder das Feld in der Integrationskarte {system} überlassen. Danach wird es von selbst wieder abgeglichen.',
      type: 'In {system} zurückändern oder den Typ in der Integrationskarte ändern. Danach wird es von selbst wieder abgeglichen.',
      options:
        'In {system} wieder anlegen oder die Werte in der Integrationskarte ändern: {lost}. Danach wird es von selbst wieder abgeglichen.',
      expression:
        'Eine andere Umrechnung in die Integrationskarte schreiben. Danach wird es von selbst wieder abgeglichen.',
    },
    asideReturning: 'Es stimmt wieder überein und wird nach dem Vergleich wieder abgeglichen.',
    unread: {
      forbidden:
        'Geprüft {ago}: Der Zugang darf die Felder von {system} nicht lesen. Ob sie noch übereinstimmen, weiß niemand. Zurückgehalten wird nichts.',
      no_answer:
        'Geprüft {ago}: {system} hat nicht geantwortet. Ob die Felder noch übereinstimmen, weiß niemand. Zurückgehalten wird nichts.',
    },
    fieldType: {
      email: 'E-Mail-Adresse',
      phone: 'Telefonnummer',
      name: 'Name',
      text: 'Text',
      picklist: 'eines aus einer Liste',
      multi_select: 'mehrere aus einer Liste',
      boolean: 'ja oder nein',
      number: 'Zahl',
      money: 'Geldbetrag',
      date: 'Datum',
      instant: 'Zeitpunkt',
      time_zone: 'Zeitzone',
      language: 'Sprache',
      country: 'Land',
      reference: 'Kennung',
    },
  },
  ui: {
    pause: 'Pausieren',
    goOn: 'Fortsetzen',
    paused: 'pausiert von {who}. Was schon erledigt ist, bleibt.',
    pausing: '{who} pausiert: Es hält an, sobald der laufende Abschnitt fertig ist.',
    oneField: 'Ein Feld vergleichen',
    oneFieldHint:
      'Für ein Feld, das neu in der Integrationskarte ist. Ein Probelauf zeigt erst, was sich ändern würde.',
    backfill: 'Vergleichen und füllen',
    backfillSure: 'Dieses Feld aller Paare vergleichen und schreiben, was verschieden ist, nach seiner Regel?',
    backfillYes: 'Ja, füllen',
    sample: 'Zum Beispiel',
    sampleMasked: 'Ihre Rolle darf die Werte nicht sehen',
    proposals: 'Felder, die die Integrationskarte nicht hat',
    proposalsHint: 'Felder, die auf beiden Seiten gleich heißen und noch nicht abgeglichen werden.',
    proposalsNone: 'Es gibt keine: Jedes Feld, das auf beiden Seiten gleich heißt, steht in der Integrationskarte.',
    withoutPartner: ['{count} Option ohne Gegenstück', '{count} Optionen ohne Gegenstück'],
    fieldShow: 'Änderung zeigen',
    fieldTitle: '{what} abgleichen',
    fieldApply: 'Feld aufnehmen',
    fieldSure: 'Von da an wird es verglichen und geschrieben wie die anderen. Jetzt aufnehmen?',
    fieldYes: 'Ja, aufnehmen',
    fieldDone: 'Das Feld steht in der Integrationskarte. „Ein Feld vergleichen“ füllt es.',
  },
};
