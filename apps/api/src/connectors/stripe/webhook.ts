import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { EventWord, type Header, type WebhookDefinition } from '../webhook.ts';

/** What is read of an event: the object it is about is a customer, or says whose it is. https://docs.stripe.com/api/events/object */
const WireEvent = z.object({
  id: EventWord.min(1),
  type: EventWord,
  data: z.object({
    object: z.object({
      object: z.string(),
      id: EventWord.optional(),
      customer: z.union([EventWord, z.object({ id: EventWord })]).nullish(),
    }),
  }),
});

const CUSTOMER = /^cus_[A-Za-z0-9]+$/;
const TEST = 'sidelight.test';

/** `t=<seconds>,v1=<hex>[,v1=<hex>]`: two while the secret is being rolled. https://docs.stripe.com/webhooks#verify-manually */
function signatureIn(header: Header) {
  const pairs = (header('stripe-signature') ?? '').split(',').map((pair) => pair.split('='));
  const all = (name: string) => pairs.flatMap(([key, value]) => (key?.trim() === name && value ? [value] : []));
  return { at: all('t')[0], signatures: all('v1') };
}

export const stripeWebhook: WebhookDefinition = {
  subscriptions: [
    ...['customer.updated', 'customer.deleted'],
    ...['created', 'updated', 'deleted', 'paused', 'resumed'].map((change) => `customer.subscription.${change}`),
    ...['paid', 'payment_failed', 'finalized', 'voided', 'marked_uncollectible', 'overdue'].map((c) => `invoice.${c}`),
  ],
  recordSubscriptions: [],
  secret: { minLength: 20, known: [] },
  app: {
    about: {
      en: 'Plan and payment are right at once after a payment or a change of plan. Without it they are up to half a minute old.',
      de: 'Tarif und Zahlung stimmen sofort nach einer Zahlung oder einem Tarifwechsel. Ohne ihn sind sie bis zu einer halben Minute alt.',
    },
    keyLabel: { en: 'Signing secret (whsec_…)', de: 'Signaturgeheimnis (whsec_…)' },
    help: {
      en: 'Stripe: Workbench → Webhooks → Add destination. The signing secret is on the page of that destination.',
      de: 'Stripe: Workbench → Webhooks → Ziel hinzufügen. Das Signaturgeheimnis steht auf der Seite dieses Ziels.',
    },
  },
  signedAtMs(header) {
    const at = signatureIn(header).at ?? '';
    return /^\d{1,12}$/.test(at) ? Number(at) * 1000 : undefined;
  },
  isSigned(rawBody, header, secrets) {
    const { at = '', signatures } = signatureIn(header);
    const given = signatures.map((text) => Buffer.from(text, 'hex'));
    // All are tried, so that how long it takes tells neither which one nor how much of it fits.
    return secrets
      .map((secret) => createHmac('sha256', secret).update(`${at}.`).update(rawBody).digest())
      .flatMap((expected) => given.map((one) => one.length === expected.length && timingSafeEqual(one, expected)))
      .some(Boolean);
  },
  read(body) {
    const { id, type, data } = WireEvent.parse(body);
    const { object, id: ownId, customer } = data.object;
    const named = typeof customer === 'string' ? customer : customer?.id;
    const whose = object === 'customer' ? ownId : named;
    return [{ deliveryId: id, event: { type, detail: { id: whose ?? '' }, isAnswer: false } }];
  },
  meaningOf({ type, detail: { id } }) {
    if (type === TEST) return { kind: 'test' };
    return CUSTOMER.test(id) ? { kind: 'account_changed', id } : undefined;
  },
  testEvent: (id) => ({ id, type: TEST, data: { object: { object: 'customer' } } }),
};
