import type { Account, Bundle, Contact, HelpdeskTicket } from '../bundle.ts';
import { type Clock, iso } from '../clock.ts';
import type { Payer } from '../payer.ts';
import type { Truth } from '../truth.ts';
import { earlierTickets } from './history.ts';
import { salesOf } from './sales.ts';
import { account, contact, requester, type Sample, sampleIds, ticket, usage } from './sample.ts';

export interface CustomerSpec {
  readonly key: string;
  readonly story: string;
  /** What ties the requester to the account: the strongest evidence there is. */
  readonly link: 'organization_external_id' | 'requester_external_id' | 'email';
  readonly person: Partial<Contact> & Pick<Contact, 'firstName' | 'lastName' | 'email'>;
  readonly company: Partial<Account> & { name: string };
  readonly payer: Payer;
  readonly usage: Parameters<typeof usage>[2];
  readonly ticket: Partial<HelpdeskTicket> & Pick<HelpdeskTicket, 'subject' | 'message'>;
  /** What is true of their consent to advertising; left out: nobody knows. */
  readonly marketing?: string;
  /** What the helpdesk's people have marked the organization with, and what that means. */
  readonly marks?: readonly string[];
  readonly care?: Truth['care'];
  readonly plan: Truth['plan'];
  readonly payment: Truth['payment'];
  readonly incidents?: readonly string[];
  readonly known?: readonly string[];
}

/** A customer whose identity is clear: one requester, one account, one link between them. */
export function customer(n: number, clock: Clock, spec: CustomerSpec): Sample {
  const ids = sampleIds(n);
  const company = account(n, clock, spec.company);
  const person = contact(n, clock, spec.person);
  const name = `${person.firstName} ${person.lastName}`.trim();
  const organization = spec.link === 'organization_external_id';
  const use = usage(n, clock, spec.usage);
  const sold = salesOf(n, clock);
  const organizationId = organization ? ids.organization : null;
  const owner = { requesterId: ids.user, organizationId };
  const bundle: Bundle = {
    accounts: [company],
    contacts: [person],
    users: [
      requester(n, clock, {
        ...{ name, email: person.email, city: person.city },
        ...{ external: spec.link !== 'email', organization },
      }),
    ],
    organizations: organization
      ? [
          {
            id: ids.organization,
            name: company.name,
            externalId: company.id,
            domains: company.domain ? [company.domain] : [],
            tags: spec.marks ?? [],
            createdAtMs: company.createdAtMs,
          },
        ]
      : [],
    // Bills go to the requester unless the story says otherwise: that is also how people search by hand.
    payers: [{ ...spec.payer, email: spec.payer.email ?? person.email }],
    usage: [use.record],
    ...sold?.records,
    tickets: [ticket(n, clock, { organizationId, ...spec.ticket }), ...earlierTickets(n, clock, owner)],
  };
  const flags = person.marketing;
  const sinceMs = flags?.unsubscribedAtMs ?? flags?.agreedAtMs;
  const since = sinceMs === undefined ? {} : { since: iso(sinceMs) };
  const marketing = spec.marketing === undefined ? {} : { marketing: { code: spec.marketing, ...since } };
  const truth: Truth = {
    customer: { state: 'linked', evidence: spec.link, candidates: [] },
    requester: { name, email: person.email },
    ...(spec.care && { care: spec.care }),
    account: { id: company.id, name: company.name, tier: company.tier, owner: company.owner },
    contact: { role: person.jobTitle, city: person.city, ...marketing },
    plan: spec.plan,
    payment: spec.payment,
    usage: use.truth,
    ...(sold && { sales: sold.truth }),
    incidents: spec.incidents ?? [],
    known: spec.known ?? [],
  };
  return { ticketId: ids.ticket, key: spec.key, story: spec.story, bundle, truth };
}
