/** What a page says that stands where another cannot be opened, or ends a visit to the helpdesk's consent page. */
export type PlainPage =
  | 'reload'
  | 'unsure'
  | 'away'
  | 'unwelcome'
  | 'connect'
  | 'connect_by_admin'
  | 'connect_elsewhere'
  | 'connect_impossible'
  | 'connected'
  | 'allow'
  | 'allow_impossible'
  | 'allowed'
  | 'expired'
  | 'denied'
  | 'not_admin'
  | 'other_user'
  | 'scope_refused'
  | 'scope_missing'
  | 'vendor_withholds'
  | 'vendor_failed'
  | 'other_browser'
  | 'other_account'
  | 'which_account'
  | 'failed';

export type PlainLinkText = 'open_helpdesk' | 'allow_check' | 'ask_for_less' | 'go_on_without';

interface PlainWords {
  readonly pages: Readonly<Record<PlainPage, readonly [title: string, sentence: string]>>;
  readonly links: Readonly<Record<PlainLinkText, string>>;
}

const en: PlainWords = {
  pages: {
    reload: ['Reload the apps', 'Use “Reload all apps” in the helpdesk’s apps panel to open Sidelight again.'],
    unsure: ['The helpdesk does not answer', 'Sidelight could not confirm who you are. Reload the apps in a minute.'],
    away: [
      'Sidelight cannot open just now',
      'Part of the server does not answer. Open sidebars keep working. Reload the apps in a minute.',
    ],
    unwelcome: [
      'Not open to this helpdesk',
      'This Sidelight server does not serve your helpdesk yet. Whoever runs it can add your helpdesk (LEARN_TENANTS).',
    ],
    connect: [
      'Connect your helpdesk',
      'Sidelight asks your helpdesk who is looking and whose ticket it is. An admin allows that once, in a window of your helpdesk. This page then goes on by itself.',
    ],
    connect_by_admin: ['Sidelight is not set up yet', 'An admin of your helpdesk can do it here.'],
    connect_elsewhere: [
      'Sidelight is not connected yet',
      'An admin connects it from the bar on the left of the helpdesk. There is nothing for you to do.',
    ],
    connect_impossible: [
      'Sidelight cannot be connected yet',
      'Whoever runs this Sidelight server has to set these first:',
    ],
    connected: [
      'Connected',
      'You can close this window. Sidelight goes on by itself; if it does not, reload the helpdesk.',
    ],
    allow: [
      'Allow Sidelight to check your tickets',
      'Your helpdesk itself decides which tickets you see here. Allow that once, in a window of your helpdesk: Sidelight can then read tickets and people as you, and change nothing. This page goes on by itself.',
    ],
    allow_impossible: [
      'Your tickets cannot be checked',
      'Your admin has set that the helpdesk itself decides what you see here. This server has no way to ask it just now. Tell your admin.',
    ],
    allowed: [
      'Allowed',
      'You can close this window. Sidelight goes on by itself; if it does not, reload the helpdesk.',
    ],
    expired: ['This took too long', 'Close this window and begin again from the helpdesk.'],
    denied: ['Not connected', 'Access was not allowed. Close this window and begin again if that was a mistake.'],
    not_admin: [
      'Only an admin can connect',
      'You are signed in to the helpdesk as somebody who is not an admin. Nothing was saved. Ask an admin to open Sidelight.',
    ],
    other_user: [
      'Signed in as somebody else',
      'The person who allowed it is not the one who began. Nothing was saved. Sign in to the helpdesk as yourself and begin again.',
    ],
    scope_refused: [
      'Not all of it can be asked for',
      'The OAuth client of your helpdesk may not ask for this. Sidelight can go without; its setup page says what that means. To have it, an admin adds it to the client’s allowed scopes.',
    ],
    scope_missing: [
      'The helpdesk withholds what is needed',
      'Nothing was saved: Sidelight cannot work without this. An admin adds it in Admin Center → Apps and integrations → APIs → OAuth clients, to the client’s allowed scopes, and begins again.',
    ],
    vendor_withholds: [
      'What is needed was not allowed',
      'Nothing was saved: Sidelight cannot work without this. Close this window and begin again; if it stays so, whoever runs this server adds it to the app that is registered with the vendor.',
    ],
    vendor_failed: [
      'The vendor did not complete it',
      'It refused the connection, or did not answer. Nothing was saved. Close this window and begin again.',
    ],
    other_browser: [
      'Begun somewhere else',
      'This was not begun in this browser, or by somebody else. Nothing was saved. If you are an admin, begin again from Sidelight’s setup page.',
    ],
    other_account: [
      'Another account than the one that is meant',
      'What you allowed opens no account that Sidelight’s map names. Nothing was saved. Sign in there with the right account and begin again. You allowed:',
    ],
    which_account: [
      'Which one is it?',
      'What you allowed opens more than one. Choose the one that Sidelight reads; the vendor then asks you once more. Nothing is saved yet.',
    ],
    failed: [
      'The helpdesk did not complete it',
      'It refused the connection, or did not answer. Nothing was saved. Close this window and begin again.',
    ],
  },
  links: {
    open_helpdesk: 'Open the helpdesk to allow it',
    allow_check: 'Allow Sidelight to check your tickets',
    ask_for_less: 'The helpdesk shows “invalid_scope”? Ask for fewer rights',
    go_on_without: 'Go on without it',
  },
};

const de: PlainWords = {
  pages: {
    reload: ['Bitte die Apps neu laden', 'In der App-Leiste des Helpdesks „Alle Apps neu laden“ wählen.'],
    unsure: [
      'Der Helpdesk antwortet nicht',
      'Sidelight konnte nicht prüfen, wer Sie sind. Bitte die Apps in einer Minute neu laden.',
    ],
    away: [
      'Sidelight lässt sich gerade nicht öffnen',
      'Ein Teil des Servers antwortet nicht. Offene Seitenleisten laufen weiter. Bitte die Apps in einer Minute neu laden.',
    ],
    unwelcome: [
      'Für diesen Helpdesk nicht offen',
      'Dieser Sidelight-Server bedient Ihren Helpdesk noch nicht. Wer ihn betreibt, kann ihn aufnehmen (LEARN_TENANTS).',
    ],
    connect: [
      'Ihren Helpdesk verbinden',
      'Sidelight fragt Ihren Helpdesk, wer gerade liest und wem ein Ticket gehört. Die Administration erlaubt das einmal, in einem Fenster Ihres Helpdesks. Danach geht es hier von selbst weiter.',
    ],
    connect_by_admin: [
      'Sidelight ist noch nicht eingerichtet',
      'Das kann die Administration Ihres Helpdesks hier erledigen.',
    ],
    connect_elsewhere: [
      'Sidelight ist noch nicht verbunden',
      'Das macht die Administration, über die Leiste links im Helpdesk. Sie müssen nichts tun.',
    ],
    connect_impossible: [
      'Sidelight lässt sich noch nicht verbinden',
      'Wer diesen Sidelight-Server betreibt, muss zuerst diese Variablen setzen:',
    ],
    connected: [
      'Verbunden',
      'Sie können dieses Fenster schließen. Sidelight macht von selbst weiter; wenn nicht, bitte den Helpdesk neu laden.',
    ],
    allow: [
      'Sidelight darf prüfen, welche Tickets Sie sehen',
      'Welche Tickets Sie hier sehen, entscheidet Ihr Helpdesk selbst. Erlauben Sie das einmal, in einem Fenster Ihres Helpdesks: Sidelight kann dann Tickets und Personen mit Ihren Rechten lesen und nichts ändern. Danach geht es hier von selbst weiter.',
    ],
    allow_impossible: [
      'Ihre Tickets lassen sich nicht prüfen',
      'Die Administration hat festgelegt, dass der Helpdesk selbst entscheidet, was Sie hier sehen. Dieser Server kann ihn gerade nicht fragen. Bitte sagen Sie der Administration Bescheid.',
    ],
    allowed: [
      'Erlaubt',
      'Sie können dieses Fenster schließen. Sidelight macht von selbst weiter; wenn nicht, bitte den Helpdesk neu laden.',
    ],
    expired: ['Das hat zu lange gedauert', 'Bitte dieses Fenster schließen und im Helpdesk neu beginnen.'],
    denied: [
      'Nicht verbunden',
      'Der Zugriff wurde nicht erlaubt. War das ein Versehen: dieses Fenster schließen und neu beginnen.',
    ],
    not_admin: [
      'Das kann nur die Administration',
      'Sie sind im Helpdesk ohne Administrationsrechte angemeldet. Nichts wurde gespeichert. Bitten Sie die Administration, Sidelight zu öffnen.',
    ],
    other_user: [
      'Unter anderem Namen angemeldet',
      'Zugestimmt hat jemand anders, als begonnen hat. Nichts wurde gespeichert. Bitte im Helpdesk unter eigenem Namen anmelden und neu beginnen.',
    ],
    scope_refused: [
      'Nicht alles davon darf angefordert werden',
      'Der OAuth-Client Ihres Helpdesks darf das nicht anfordern. Es geht auch ohne; was dann fehlt, sagt die Einrichtungsseite. Soll es dabei sein, nimmt es die Administration in die erlaubten Scopes des Clients auf.',
    ],
    scope_missing: [
      'Der Helpdesk erlaubt nicht, was nötig ist',
      'Nichts wurde gespeichert: Ohne das arbeitet Sidelight nicht. Die Administration nimmt es im Admin Center → Apps und Integrationen → APIs → OAuth-Clients in die erlaubten Scopes des Clients auf und beginnt neu.',
    ],
    vendor_withholds: [
      'Nicht alles Nötige wurde erlaubt',
      'Nichts wurde gespeichert: Ohne das arbeitet Sidelight nicht. Bitte dieses Fenster schließen und neu beginnen; bleibt es dabei, nimmt es auf, wer diesen Server betreibt, und zwar in die App, die beim Anbieter registriert ist.',
    ],
    vendor_failed: [
      'Der Anbieter hat es nicht abgeschlossen',
      'Er hat die Verbindung abgelehnt oder nicht geantwortet. Nichts wurde gespeichert. Bitte dieses Fenster schließen und neu beginnen.',
    ],
    other_browser: [
      'An anderer Stelle begonnen',
      'Begonnen wurde das nicht in diesem Browser, oder von jemand anderem. Nichts wurde gespeichert. Wer zur Administration gehört, beginnt auf der Einrichtungsseite von Sidelight neu.',
    ],
    other_account: [
      'Ein anderes Konto als das gemeinte',
      'Was Sie erlaubt haben, öffnet kein Konto, das die Integrationskarte von Sidelight nennt. Nichts wurde gespeichert. Bitte dort mit dem richtigen Konto anmelden und neu beginnen. Erlaubt haben Sie:',
    ],
    which_account: [
      'Welches ist gemeint?',
      'Was Sie erlaubt haben, öffnet mehr als eines. Wählen Sie aus, was Sidelight lesen soll; der Anbieter fragt Sie dann noch einmal. Gespeichert ist noch nichts.',
    ],
    failed: [
      'Der Helpdesk hat es nicht abgeschlossen',
      'Er hat die Verbindung abgelehnt oder nicht geantwortet. Nichts wurde gespeichert. Bitte dieses Fenster schließen und neu beginnen.',
    ],
  },
  links: {
    open_helpdesk: 'Den Helpdesk öffnen und zustimmen',
    allow_check: 'Prüfung meiner Tickets erlauben',
    ask_for_less: 'Der Helpdesk zeigt „invalid_scope“? Weniger Rechte anfordern',
    go_on_without: 'Ohne das weitermachen',
  },
};

export const plainWords = { en, de };
export type PlainLanguage = keyof typeof plainWords;
