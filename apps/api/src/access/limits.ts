/** So many at once, and so many a second from then on. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/**
 * How much of this process one caller may take. An agent at work opens a ticket or two a minute, four requests each; a
 * helpdesk that is opened in the morning brings back some twenty tickets at once.
 */
export const RATES = {
  /** One page: a ticket's sidebar, or a page of the top bar that asks for several lists as it opens. */
  session: { burst: 40, perSecond: 5 },
  /** All pages of one person: twenty tickets that come back at once, and a lead's page beside them. */
  agent: { burst: 150, perSecond: 15 },
  /** A thousand agents at three tickets a minute. */
  tenant: { burst: 2000, perSecond: 200 },
  /** What each agent gets whatever the rest of their helpdesk does: five times an agent at work. */
  assured: { burst: 60, perSecond: 2 },
  /** Past every cache, each is a call or more to a vendor: a person who presses "Read again" at every card. */
  forced: { burst: 12, perSecond: 0.5 },
  /** Tickets that the helpdesk does not know, or not with that requester: deleted ones are met, lists of ids are walked. */
  unknown: { burst: 20, perSecond: 0.1 },
  /** Page loads of one person, each with a token of its own. */
  entry: { burst: 60, perSecond: 1 },
  /** Whoever has no session: an office behind one address that opens its helpdesk in the morning, scripts and all. */
  address: { burst: 2000, perSecond: 100 },
  /** Vendors send for many helpdesks from few addresses. */
  webhooks: { burst: 10_000, perSecond: 2000 },
} as const satisfies Readonly<Record<string, Rate>>;

export type LimitName = keyof typeof RATES;

/** Contexts under way in one process; from then on each helpdesk has its equal share of them. */
export const MOST_AT_ONCE = 600;
/** Fewer than these are not counted against anybody: a few tickets that open in the same moment. */
export const ASSURED_AT_ONCE = 20;

/** Streams of one helpdesk: a thousand agents, each with a page that is looked at, and some that are left. */
export const MOST_STREAMS = 2500;
/** Streams of one page: one, and those that it has just given up. */
export const MOST_STREAMS_A_PAGE = 6;
