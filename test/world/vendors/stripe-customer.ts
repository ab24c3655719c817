import type { Payer } from '../company/payer.ts';

export const seconds = (ms: number): number => Math.floor(ms / 1000);
export const secondsOrNull = (ms: number | null): number | null => (ms === null ? null : seconds(ms));

export function customerObject(payer: Payer) {
  const currency = payer.subscriptions[0]?.currency ?? null;
  return {
    id: payer.id,
    object: 'customer',
    address: null,
    balance: 0,
    created: seconds(payer.createdAtMs),
    currency,
    default_source: null,
    delinquent: payer.invoices.some((i) => i.status === 'open' && i.isAttempted),
    description: null,
    email: payer.email,
    invoice_prefix: payer.id.slice(-8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: payer.isLive,
    metadata: {},
    name: payer.name,
    next_invoice_sequence: payer.invoices.length + 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
}
