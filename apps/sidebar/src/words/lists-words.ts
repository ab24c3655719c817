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
  answered: 'Antwort ging hinaus',
  search: 'Markierte im Helpdesk suchen',
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
