import type { Account, Bundle, Contact, HelpdeskTicket, HelpdeskUser, Usage } from '../bundle.ts';
import { zoneOf } from '../city-zones.ts';
import { type Clock, iso } from '../clock.ts';
import type { Truth, UsageTruth } from '../truth.ts';

/** A hand-written ticket: its story, the records behind it, and what is true about it. */
export interface Sample {
  readonly ticketId: number;
  readonly key: string;
  /** One line, for the ticket list and for people who try the demo. */
  readonly story: string;
  readonly bundle: Bundle;
  readonly truth: Truth;
}

/** Ids of sample n, one family a system. `k` counts records of one kind within the sample. */
export const sampleIds = (n: number) => ({
  ticket: 1000 + n,
  user: 900_000 + n * 10,
  organization: 800_000 + n * 10,
  account: (k = 1) => String(6_100_000_000 + n * 100 + k),
  contact: (k = 1) => String(5_100_000_000 + n * 100 + k),
  payer: (k = 1) => `cus_S${String(n).padStart(3, '0')}${k}Sample42x`,
  subscription: (k = 1) => `sub_1S${String(n).padStart(3, '0')}${k}Sidelight7b`,
  invoice: (k = 1) => `in_1S${String(n).padStart(3, '0')}${k}Sidelight8fA`,
  telemetry: (k = 1) => `acct_s${n}_${k}`,
});

export function account(n: number, clock: Clock, rest: Partial<Account> & { name: string }): Account {
  const ids = sampleIds(n);
  return {
    id: ids.account(),
    domain: null,
    tier: null,
    owner: null,
    billingId: ids.payer(),
    telemetryId: ids.telemetry(),
    parentId: null,
    formerIds: [],
    createdAtMs: clock.day(-900 + n),
    updatedAtMs: clock.minutesAgo(200 + n * 90),
    ...rest,
  };
}

export function contact(
  n: number,
  clock: Clock,
  rest: Partial<Contact> & Pick<Contact, 'firstName' | 'lastName' | 'email'>,
): Contact {
  const ids = sampleIds(n);
  return {
    id: ids.contact(),
    jobTitle: null,
    city: null,
    accountIds: [ids.account()],
    primaryAccountId: ids.account(),
    createdAtMs: clock.day(-700 + n),
    updatedAtMs: clock.minutesAgo(300 + n * 70),
    ...rest,
  };
}

/** The person on the ticket. `external` links them to the CRM contact, `organization` to the helpdesk's organisation. */
export function requester(
  n: number,
  clock: Clock,
  rest: { name: string; email: string | null; city?: string | null; external?: boolean; organization?: boolean },
): HelpdeskUser {
  const ids = sampleIds(n);
  return {
    id: ids.user,
    name: rest.name,
    email: rest.email,
    role: 'end-user',
    customRoleId: null,
    locale: 'en-US',
    ...zoneOf(rest.city),
    externalId: rest.external ? ids.contact() : null,
    organizationId: rest.organization ? ids.organization : null,
    createdAtMs: clock.day(-600 + n),
  };
}

export function ticket(
  n: number,
  clock: Clock,
  rest: Partial<HelpdeskTicket> & Pick<HelpdeskTicket, 'subject' | 'message'>,
): HelpdeskTicket {
  const ids = sampleIds(n);
  return {
    id: ids.ticket,
    requesterId: ids.user,
    organizationId: null,
    assigneeId: 7001,
    status: 'open',
    priority: 'normal',
    tags: [],
    createdAtMs: clock.minutesAgo(20 + n * 7),
    updatedAtMs: clock.minutesAgo(10 + n * 3),
    ...rest,
  };
}

/** What the product says of itself where nobody tries what is new. */
const APP = { version: '8.12.0', flags: ['export-v2'] };

/** Usage numbers, and the same numbers as a sidebar should show them. */
export function usage(
  n: number,
  clock: Clock,
  rest: {
    active: readonly [number, number];
    seenMinutesAgo: number;
    errors?: readonly [number, string];
    /** What its newest event says of the product; null where the product sends neither. */
    app?: { readonly version: string; readonly flags: readonly string[] } | null;
    k?: number;
  },
): { record: Usage; truth: UsageTruth } {
  const [active7d, active30d] = rest.active;
  const lastSeenAtMs = clock.minutesAgo(rest.seenMinutesAgo);
  const trend = [0.62, 0.7, 0.66, 0.74, 0.31, 0.28, 0.8, 0.85].map((share) => Math.round(share * active7d));
  const [errors24h, topError] = rest.errors ?? [0, null];
  const app = rest.app === undefined ? APP : rest.app;
  const lastErrorAtMs = rest.errors ? clock.minutesAgo(rest.seenMinutesAgo + 5) : null;
  return {
    record: {
      account: sampleIds(n).telemetry(rest.k),
      active7d,
      active30d,
      lastSeenAtMs,
      trend,
      errors24h,
      topError,
      lastErrorAtMs,
      ...(app && { appVersion: app.version, flags: app.flags }),
    },
    truth: {
      ...{ active7d, active30d, lastSeenAt: iso(lastSeenAtMs), trend, errors24h, topError },
      ...{ version: app?.version ?? null, flags: app?.flags ?? [] },
    },
  };
}

export const emptyBundle: Bundle = {
  accounts: [],
  contacts: [],
  users: [],
  organizations: [],
  payers: [],
  usage: [],
  tickets: [],
};
