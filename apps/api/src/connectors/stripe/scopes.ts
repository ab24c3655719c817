import type { Scope } from '@sidelight/shared/setup/connection.ts';

/** What a restricted key must be able to do, and what for. */
export const stripeScopes: readonly Scope[] = [
  { scope: 'Customers: read', purpose: { en: 'finds the paying customer', de: 'findet, wer zahlt' } },
  {
    scope: 'Subscriptions: read',
    purpose: { en: 'the plan, its term and its state', de: 'der Tarif, seine Laufzeit und sein Zustand' },
  },
  { scope: 'Invoices: read', purpose: { en: 'whether it has been paid', de: 'ob bezahlt ist' } },
  { scope: 'Prices: read', purpose: { en: 'what the plan costs', de: 'was der Tarif kostet' } },
  { scope: 'Products: read', purpose: { en: 'the plan’s name', de: 'wie der Tarif heißt' } },
  {
    scope: 'Payment Intents: read',
    purpose: {
      en: 'whether a payment is under way, failed or waits for the customer',
      de: 'ob eine Zahlung läuft, gescheitert ist oder auf den Kunden wartet',
    },
  },
];
