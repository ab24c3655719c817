/** What the banner says. % is a system, a time, or a count. */
export const bannerEn = {
  state: {
    degraded: '% answers slowly or only at times',
    down: '% is not answering',
    locked_out: '% does not accept our sign-in',
    maintenance: '%: planned maintenance',
  },
  /** The system, and the cards its values stand on. */
  wrong: '% gives wrong values: do not rely on %',
  /** Before it is known which cards those are. */
  wrongAll: '% gives wrong values: do not rely on them',
  since: 'Since %.',
  /** Planned, or what a lead expects. */
  until: 'expected until %',
  lastHeard: 'last heard %',
  more: 'More',
  less: 'Less',
  about: 'about %',
  old: 'May be old or missing: %.',
  touched: 'Touches % and % right now.',
  tickets: { one: '% open ticket', other: '% open tickets' },
  agents: { one: '% agent', other: '% agents' },
  ask: 'Ask %',
  storeAway: 'Sidelight’s database does not answer. Values come from memory and the systems; nothing can be saved.',
};

export type BannerWords = typeof bannerEn;
