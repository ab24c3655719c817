import type { Account, Contact } from './company/bundle.ts';
import type { Company } from './company/company.ts';
import type { Payer } from './company/payer.ts';

/** What happened to customers since the world began: payments arrive, plans change, while somebody cannot see it. */
export interface Changes {
  /** The company as its vendors know it now. */
  readonly company: Company;
  /** False when this ticket's customer has nothing to pay with. */
  setPayment(ticketId: number, now: 'paid' | 'overdue'): boolean;
  setPlan(ticketId: number, planCode: string): boolean;
  /** Somebody edits the CRM. Null: the record is deleted. */
  setAccount(id: string, to: Partial<Account> | null): void;
  setContact(id: string, to: Partial<Contact> | null): void;
  clear(): void;
  /** Another number after each change. */
  revision(): number;
}

const DAY_MS = 86_400_000;
const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

type Edits<T> = ReadonlyMap<string, Partial<T> | null>;

/** A record as it is now; undefined when somebody has deleted it. */
function now<T extends { readonly id: string }>(edits: Edits<T>, record: T | undefined): T | undefined {
  const to = record && edits.get(record.id);
  return record && to !== null ? { ...record, ...to } : undefined;
}

/** Those that were meant before, and all that were edited since, as they are now. */
function all<T extends { readonly id: string }>(
  edits: Edits<T>,
  found: readonly T[],
  find: (id: string) => T | undefined,
): T[] {
  const ids = new Set([...found.map(({ id }) => id), ...edits.keys()]);
  return [...ids].flatMap((id) => now(edits, find(id)) ?? []);
}

export function createChanges(original: Company): Changes {
  const changed = new Map<string, Payer>();
  const latest = (payer: Payer): Payer => changed.get(payer.id) ?? payer;
  const accounts = new Map<string, Partial<Account> | null>();
  const contacts = new Map<string, Partial<Contact> | null>();
  const company: Company = {
    ...original,
    account: (id) => now(accounts, original.account(id)),
    accountsByDomain: (domain) =>
      all(accounts, original.accountsByDomain(domain), original.account).filter(
        (a) => a.domain === domain.toLowerCase(),
      ),
    accountsByOtherDomain: (domain) =>
      all(accounts, original.accountsByOtherDomain(domain), original.account).filter((a) =>
        a.otherDomains?.includes(domain.toLowerCase()),
      ),
    contact: (id) => now(contacts, original.contact(id)),
    contactByEmail: (email) =>
      all(contacts, [original.contactByEmail(email) ?? []].flat(), original.contact).find((c) =>
        isSame(c.email, email),
      ),
    contactsByOtherEmail: (email) =>
      all(contacts, original.contactsByOtherEmail(email), original.contact).filter((c) =>
        c.otherEmails?.some((other) => isSame(other, email)),
      ),
    payer(id) {
      const payer = original.payer(id);
      return payer && latest(payer);
    },
    payersByEmail: (email) => original.payersByEmail(email).map(latest),
    payerOf(billId) {
      const payer = original.payerOf(billId);
      return payer && latest(payer);
    },
  };

  let revision = 0;
  function change(ticketId: number, to: (payer: Payer) => Payer): boolean {
    const payers = original.samples.find((sample) => sample.ticketId === ticketId)?.bundle.payers ?? [];
    for (const payer of payers) changed.set(payer.id, to(latest(payer)));
    return payers.length > 0;
  }
  return {
    company,
    setPayment: (ticketId, now) => change(ticketId, now === 'paid' ? paid : overdue),
    setPlan: (ticketId, planCode) =>
      change(ticketId, (payer) => ({
        ...payer,
        subscriptions: payer.subscriptions.map((subscription) => ({ ...subscription, planCode })),
      })),
    setAccount(id, to) {
      accounts.set(id, to);
      revision++;
    },
    setContact(id, to) {
      contacts.set(id, to);
      revision++;
    },
    revision: () => revision,
    clear() {
      revision++;
      changed.clear();
      accounts.clear();
      contacts.clear();
    },
  };
}

const paid = (payer: Payer): Payer => ({
  ...payer,
  subscriptions: payer.subscriptions.map((subscription) => ({ ...subscription, status: 'active' })),
  invoices: payer.invoices.map((invoice) =>
    invoice.status === 'open' || invoice.status === 'uncollectible'
      ? { ...invoice, status: 'paid' as const, remaining: 0, nextAttemptMs: null }
      : invoice,
  ),
});

const overdue = (payer: Payer): Payer => ({
  ...payer,
  subscriptions: payer.subscriptions.map((subscription) => ({ ...subscription, status: 'past_due' })),
  invoices: payer.invoices.map((invoice, i) =>
    i > 0
      ? invoice
      : {
          ...invoice,
          status: 'open' as const,
          remaining: invoice.total,
          isAttempted: true,
          dueAtMs: invoice.createdAtMs + DAY_MS,
        },
  ),
});
