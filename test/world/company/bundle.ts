import type { Payer } from './payer.ts';

/** What the CRM holds about a company. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly domain: string | null;
  /** Further domains the same company writes from. */
  readonly otherDomains?: readonly string[];
  readonly tier: string | null;
  readonly owner: string | null;
  readonly billingId: string | null;
  readonly telemetryId: string | null;
  readonly parentId: string | null;
  /** Ids of records merged into this one: asking for them answers this one. */
  readonly formerIds: readonly string[];
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

/** What the CRM holds about a person. */
interface MarketingFlags {
  readonly unsubscribedAtMs?: number;
  readonly agreedAtMs?: number;
  readonly isMarketable?: boolean;
}

export interface Contact {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  /** Further addresses of the same person. */
  readonly otherEmails?: readonly string[];
  readonly jobTitle: string | null;
  readonly city: string | null;
  /** What the CRM holds of their consent to advertising; left out: nothing. */
  readonly marketing?: MarketingFlags;
  /** Their persons in the telemetry, each with its properties; left out: it knows nobody by their address. */
  readonly persons?: readonly Readonly<Record<string, unknown>>[];
  readonly accountIds: readonly string[];
  readonly primaryAccountId: string | null;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

export interface HelpdeskUser {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  readonly role: 'end-user' | 'agent' | 'admin';
  readonly customRoleId: number | null;
  readonly locale: string;
  /** The helpdesk's name of it; without one, that of the account. */
  readonly timeZone?: string;
  /** The CRM's contact id, where somebody synced it. */
  readonly externalId: string | null;
  readonly organizationId: number | null;
  readonly tags?: readonly string[];
  readonly createdAtMs: number;
  /** Of staff who may not open every ticket; `other`: by a rule of the account's own, which their record does not tell. */
  readonly ticketRestriction?: 'groups' | 'assigned' | 'requested' | 'organization' | 'other' | undefined;
  /** Brands they work for, where the account parts its staff so. */
  readonly brandIds?: readonly number[];
  /** They read tickets, and write in them for colleagues only. */
  readonly isLight?: boolean;
}

export interface HelpdeskOrganization {
  readonly id: number;
  readonly name: string;
  /** The CRM's company id, where somebody synced it. */
  readonly externalId: string | null;
  readonly domains: readonly string[];
  readonly tags?: readonly string[];
  readonly createdAtMs: number;
}

export interface HelpdeskTicket {
  readonly id: number;
  readonly subject: string;
  readonly message: string;
  readonly requesterId: number | null;
  readonly organizationId: number | null;
  readonly assigneeId: number | null;
  /** Without it: the first group, and the account's own brand. */
  readonly groupId?: number | null;
  readonly brandId?: number;
  /** Agents who are notified of whatever is written on it. */
  readonly followerIds?: readonly number[];
  readonly status: 'new' | 'open' | 'pending' | 'hold' | 'solved' | 'closed';
  readonly priority: 'low' | 'normal' | 'high' | 'urgent' | null;
  readonly tags: readonly string[];
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly firstReplyAtMs?: number;
  readonly solvedAtMs?: number;
  /** Until when the first reply is due by what the customer has bought. */
  readonly dueAtMs?: number;
  /** When a service target was missed. */
  readonly breachedAtMs?: number;
  readonly csat?: 'good' | 'bad';
}

/** How an account uses the product. */
export interface Usage {
  /** The telemetry system's own key for the account. */
  readonly account: string;
  readonly active7d: number;
  readonly active30d: number;
  readonly lastSeenAtMs: number;
  /** Active users a day, oldest first, eight days. */
  readonly trend: readonly number[];
  readonly errors24h: number;
  readonly topError: string | null;
  readonly lastErrorAtMs: number | null;
  /** What its newest event says of the product, where that says anything. */
  readonly appVersion?: string;
  readonly flags?: readonly string[];
}

/** What sales is doing with an account, or has done. */
export interface Deal {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly pipeline: string;
  readonly stage: string;
  /** As the CRM keeps it: without a currency where it is the account's own. */
  readonly amount: string | null;
  readonly currency: string | null;
  readonly closesAtMs: number;
  readonly ownerId: string;
}

/** A call or a meeting of sales. */
export interface Talk {
  readonly id: string;
  readonly accountId: string;
  readonly kind: 'calls' | 'meetings';
  readonly title: string;
  readonly outcome: string;
  readonly atMs: number;
  readonly ownerId: string;
}

/** A note that somebody has pinned to the top of a company's page. */
export interface PinnedNote {
  readonly id: string;
  readonly accountId: string;
  /** Markup, as the CRM keeps it. */
  readonly body: string;
  readonly atMs: number;
  readonly ownerId: string;
}

/** Everything all systems hold about one customer, and the ticket they wrote. */
export interface Bundle {
  readonly accounts: readonly Account[];
  readonly contacts: readonly Contact[];
  readonly users: readonly HelpdeskUser[];
  readonly organizations: readonly HelpdeskOrganization[];
  readonly payers: readonly Payer[];
  readonly usage: readonly Usage[];
  readonly tickets: readonly HelpdeskTicket[];
  readonly deals?: readonly Deal[];
  readonly talks?: readonly Talk[];
  readonly pinned?: readonly PinnedNote[];
}
