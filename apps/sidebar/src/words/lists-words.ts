const en = {
  open: 'On screen now',
  touched: 'Tickets it has touched',
  none: 'No ticket so far.',
  noneOpen: 'No ticket is open.',
  more: 'and % more',
  online: 'Online: %',
  isOpen: 'open now',
  answered: 'a reply went out',
  search: 'Search the helpdesk for those that were marked',
  tagAll: 'Tag these in the helpdesk (%)',
  tagHint: 'Adds the tag “%” to each, so that one search finds them all. Your helpdesk’s triggers may run.',
  searchAll: 'Open these in the helpdesk’s search (%)',
  taggedHint: 'They have the tag “%”. The search finds new tags after a minute or two; closed tickets take none.',
  tagging: 'Tagging…',
  notTagged: 'The helpdesk did not accept it. Try again in a minute, or copy the numbers.',
  copyNumbers: 'Copy numbers',
  copyId: 'Copy ID',
  copyLink: 'Copy link',
  copied: 'Copied',
  notCopied: 'The browser does not let us copy: %',
  save: 'Export post-mortem',
  failed: 'That did not work.',
  gone: 'This incident is over for more than 7 days, or there is none: %',
};

const de: typeof en = {
  open: 'Gerade geöffnet',
  touched: 'Betroffene Tickets',
  none: 'Bisher kein Ticket.',
  noneOpen: 'Kein Ticket ist geöffnet.',
  more: 'und % weitere',
  online: 'Online: %',
  isOpen: 'gerade geöffnet',
  answered: 'Antwort gesendet',
  search: 'Markierte im Helpdesk suchen',
  tagAll: 'Diese im Helpdesk taggen (%)',
  tagHint: 'Gibt jedem das Tag „%“, damit eine Suche alle findet. Dabei können Auslöser Ihres Helpdesks anspringen.',
  searchAll: 'Diese in der Suche des Helpdesks öffnen (%)',
  taggedHint:
    'Sie haben das Tag „%“. Die Suche findet neue Tags nach ein, zwei Minuten; geschlossene Tickets nehmen keines an.',
  tagging: 'Wird getaggt …',
  notTagged: 'Der Helpdesk hat es nicht angenommen. In einer Minute noch einmal versuchen, oder die Nummern kopieren.',
  copyNumbers: 'Nummern kopieren',
  copyId: 'ID kopieren',
  copyLink: 'Link kopieren',
  copied: 'Kopiert',
  notCopied: 'Der Browser lässt uns nicht kopieren: %',
  save: 'Nachbetrachtung exportieren',
  failed: 'Das ging nicht.',
  gone: 'Diese Störung ist seit mehr als 7 Tagen vorbei, oder es gibt sie nicht: %',
};

export type ListsWords = typeof en;

/** Few enough that both languages travel together. */
export const listsWords = (locale: string): ListsWords => (/^de\b/i.test(locale) ? de : en);
