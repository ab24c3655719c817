/** What leads are warned with, wherever in the helpdesk they are. % is a system, or a list. */
export const backgroundEn = {
  /** The helpdesk says neither whose warning it is nor of when, and it stays until it has been read. */
  said: 'Sidelight, %: %',
  state: {
    degraded: '% answers slowly or only at times.',
    down: '% is not answering.',
    locked_out: '% does not accept our sign-in.',
    maintenance: '%: planned maintenance.',
  },
  wrong: '% gives wrong values: do not rely on them.',
  cards: 'Old or missing: %.',
  workflows: 'Affects: %.',
  more: '% and % more',
  /** Where the helpdesk shows the app's page. */
  next: 'Open Sidelight in the left bar to deal with it.',
  /** Whoever keeps a tab open for half a day. */
  ended: 'The session of this tab has ended. Reload the page to be warned of outages again.',
};

export type BackgroundWords = typeof backgroundEn;
