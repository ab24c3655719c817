import type { Company } from './company/company.ts';
import type { Payer } from './company/payer.ts';

/** What happened to customers since the world began: payments arrive, plans change, while somebody cannot see it. */
export interface Changes {
  /** The company as its vendors know it now. */
  readonly company: Company;
  /** False when this ticket's customer has nothing to pay with. */
  setPayment(ticketId: number, now: 'paid' | 'overdue'): boolean;
  setPlan(ticketId: number, planCode: string): boolean;
  clear(): void;
}

const DAY_MS = 86_400_000;

export function createChanges(original: Company): Changes {
  const changed = new Map<string, Payer>();
  const latest = (payer: Payer): Payer => changed.get(payer.id) ?? payer;
  const company: Company = {
    ...original,
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
    clear: () => changed.clear(),
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
