/** What leads are warned with, wherever in the helpdesk they are. % is a system, or a list. */
export const backgroundEn = {
  /** The helpdesk does not say whose warning it is. */
  said: 'Sidelight: %',
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
  /** Whoever keeps a tab open for half a day. */
  ended: 'The session of this tab has ended. Reload the page to be warned of outages again.',
};

export type BackgroundWords = typeof backgroundEn;
