import { bulkCustomer, bulkIds, bulkName } from './bulk.ts';
import { bulkPayerNumber } from './bulk-payer.ts';
import type { Account, Bundle, Contact, HelpdeskOrganization, HelpdeskTicket, HelpdeskUser, Usage } from './bundle.ts';
import { type Clock, createClock } from './clock.ts';
import type { Payer } from './payer.ts';
import { billingIdentitySamples } from './samples/billing-identity.ts';
import { canarySamples } from './samples/canary.ts';
import { hostileSamples } from './samples/hostile.ts';
import { identitySamples } from './samples/identity.ts';
import { moneySamples } from './samples/money.ts';
import { payingSamples } from './samples/paying.ts';
import type { Sample } from './samples/sample.ts';
import { unclearSamples } from './samples/unclear.ts';
import { createStaff } from './staff.ts';
import { createTrouble, type Trouble } from './trouble.ts';

/** Everything the vendors know, looked up the way each of them is asked. */
export interface Company {
  readonly seed: string;
  readonly clock: Clock;
  readonly customers: number;
  readonly staff: readonly HelpdeskUser[];
  readonly samples: readonly Sample[];
  readonly trouble: Trouble;
  /** Also by the id of a record that was merged into it. */
  account(id: string): Account | undefined;
  accountsByDomain(domain: string): readonly Account[];
  /** Whose further domain it is. */
  accountsByOtherDomain(domain: string): readonly Account[];
  contact(id: string): Contact | undefined;
  contactByEmail(email: string): Contact | undefined;
  /** Whose further address it is. */
  contactsByOtherEmail(email: string): readonly Contact[];
  user(id: number): HelpdeskUser | undefined;
  organization(id: number): HelpdeskOrganization | undefined;
  ticket(id: number): HelpdeskTicket | undefined;
  ticketsOf(owner: 'organizations' | 'users', id: number): readonly HelpdeskTicket[];
  payer(id: string): Payer | undefined;
  payersByEmail(email: string): readonly Payer[];
  /** Whose a subscription or invoice is. */
  payerOf(billId: string): Payer | undefined;
  usage(account: string): Usage | undefined;
  /** The nth generated customer, whole. */
  customer(n: number): Bundle;
}

export interface CompanyOptions {
  readonly seed: string;
  /** How many generated customers there are besides the sample ones. */
  readonly customers: number;
  readonly nowMs: number;
  /** What is put into the records of a customer, before anybody knows them. */
  readonly plant?: ((bundle: Bundle) => Bundle) | undefined;
}

/**
 * The world's data. Generated customers are made when somebody asks for them: every id holds
 * its customer's number and one map knows the domains, so 24,100 of them cost a few megabytes.
 */
export function generateCompany({ seed, customers, nowMs, plant = (bundle) => bundle }: CompanyOptions): Company {
  const clock = createClock(nowMs);
  const samples = [
    ...payingSamples(clock),
    ...identitySamples(clock),
    ...billingIdentitySamples(clock),
    ...unclearSamples(clock),
    ...moneySamples(clock),
    ...hostileSamples(clock),
    ...canarySamples(clock),
  ]
    .map((sample) => ({ ...sample, bundle: plant(sample.bundle) }))
    .sort((a, b) => a.ticketId - b.ticketId);
  const staff = createStaff(clock.day(-1000));

  const all = <K extends keyof Omit<Bundle, 'deals' | 'talks' | 'pinned'>>(kind: K): Bundle[K][number][] =>
    samples.flatMap((s) => [...s.bundle[kind]]);
  const accounts = new Map(all('accounts').flatMap((a) => [a.id, ...a.formerIds].map((id) => [id, a] as const)));
  const contacts = new Map(all('contacts').map((c) => [c.id, c]));
  const contactsByEmail = new Map(all('contacts').map((c) => [c.email.toLowerCase(), c]));
  const users = new Map([...all('users'), ...staff].map((u) => [u.id, u]));
  const organizations = new Map(all('organizations').map((o) => [o.id, o]));
  const tickets = new Map(all('tickets').map((t) => [t.id, t]));
  const payers = new Map(all('payers').map((p) => [p.id, p]));
  const usages = new Map(all('usage').map((u) => [u.account, u]));
  const sampleAccounts = all('accounts');
  const samplePayers = all('payers');

  const numbers = new Map<string, number>();
  for (let n = 0; n < customers; n++) numbers.set(bulkName(seed, n).domain, n);
  const customer = (n: number) => plant(bulkCustomer(seed, n, clock));
  const made = (n: number | undefined): Bundle | undefined =>
    n !== undefined && Number.isInteger(n) && n >= 0 && n < customers ? customer(n) : undefined;
  const ofDomain = (domain: string) => made(numbers.get(domain.toLowerCase()));
  const ofEmail = (email: string) => ofDomain(email.slice(email.lastIndexOf('@') + 1));

  return {
    seed,
    clock,
    customers,
    staff,
    samples,
    trouble: createTrouble(clock),
    customer,
    account: (id) => accounts.get(id) ?? made(Number(id) - bulkIds.account)?.accounts[0],
    accountsByDomain: (domain) => [
      ...sampleAccounts.filter((a) => a.domain === domain.toLowerCase()),
      ...(ofDomain(domain)?.accounts ?? []),
    ],
    accountsByOtherDomain: (domain) => sampleAccounts.filter((a) => a.otherDomains?.includes(domain.toLowerCase())),
    contact: (id) => contacts.get(id) ?? made(Number(id) - bulkIds.contact)?.contacts[0],
    contactByEmail: (email) =>
      contactsByEmail.get(email.toLowerCase()) ?? ofEmail(email)?.contacts.find((c) => c.email === email.toLowerCase()),
    contactsByOtherEmail: (email) =>
      all('contacts').filter((c) => c.otherEmails?.some((other) => other.toLowerCase() === email.toLowerCase())),
    user: (id) => users.get(id) ?? made(id - bulkIds.user)?.users[0],
    organization: (id) => organizations.get(id) ?? made(id - bulkIds.organization)?.organizations[0],
    ticket: (id) => tickets.get(id) ?? made(id - bulkIds.ticket)?.tickets[0],
    ticketsOf(owner, id) {
      const generated = made(id - (owner === 'users' ? bulkIds.user : bulkIds.organization))?.tickets ?? [];
      return [...tickets.values(), ...generated].filter(
        ({ requesterId, organizationId }) => (owner === 'users' ? requesterId : organizationId) === id,
      );
    },
    payer: (id) => payers.get(id) ?? made(bulkPayerNumber(id))?.payers.find((p) => p.id === id),
    payersByEmail: (email) => [
      ...samplePayers.filter((p) => p.email === email),
      ...(ofEmail(email)?.payers.filter((p) => p.email === email) ?? []),
    ],
    payerOf: (billId) =>
      [...samplePayers, ...(made(bulkPayerNumber(billId))?.payers ?? [])].find((p) =>
        [...p.subscriptions, ...p.invoices].some(({ id }) => id === billId),
      ),
    usage: (account) => usages.get(account) ?? made(telemetryNumber(account))?.usage[0],
  };
}

function telemetryNumber(account: string): number | undefined {
  const digits = /^acct_(\d{1,7})$/.exec(account)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
