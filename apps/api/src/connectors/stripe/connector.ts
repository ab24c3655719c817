import {
  type BillingCustomersRecord,
  InvoicesRecord,
  type PaymentRecord,
  SubscriptionsRecord,
} from '@sidelight/shared/record/billing.ts';
import type { HttpClient } from '../http-client.ts';
import type { Answer, Connector, ConnectorSettings, Derivation, Source, Subject } from '../port.ts';
import { isUpstreamError, UpstreamError } from '../upstream-error.ts';
import { createStripeClient } from './client.ts';
import { normaliseCustomers, normaliseInvoice, normaliseSubscriptions } from './normalise.ts';
import { paymentOf } from './payment.ts';
import { createProductCatalogue } from './product-catalogue.ts';
import { isLive } from './standing.ts';

/** Stripe: what somebody bought, and whether they have paid. */
export function createStripe(http: HttpClient, settings: ConnectorSettings): Connector {
  const client = createStripeClient(http);
  const productOf = createProductCatalogue(client.product, Date.now);
  const isLivemode = settings.environment === 'live';
  const base = isLivemode ? settings.consoleUrl : `${settings.consoleUrl}/test`;

  async function customer({ by, value }: Subject, signal: AbortSignal): Promise<Answer<BillingCustomersRecord> | null> {
    if (by !== 'email') throw new UpstreamError('not_configured');
    // The filter is case-sensitive, and two spellings may be two payers: which one is not ours to say.
    const spellings = [...new Set([value.trim(), value.trim().toLowerCase()])].filter(Boolean);
    const pages = await Promise.all(spellings.map((email) => client.customersByEmail(email, signal)));
    const wires = sameWorld(pages.flat());
    const [first] = wires;
    if (!first) return null;
    const record = normaliseCustomers(wires);
    if (wires.length === 1) return { record, source: source('customer', first.id) };
    return { record, source: { type: 'customer', id: wires.map(({ id }) => id).join(', ') } };
  }

  async function subscriptions(subject: Subject, signal: AbortSignal): Promise<Answer<SubscriptionsRecord> | null> {
    const id = idOf(subject);
    const found = id && (await unlessGone(id, client.subscriptions(id, signal), signal));
    if (!found) return null;
    const wires = ownedBy(id, sameWorld(found));
    // Nothing live may also mean that the customer was deleted, which ends what they had.
    if (!wires.some(isLive) && (await isGone(id, signal))) return null;
    const named = [...new Set(wires.flatMap(({ items }) => items.data[0]?.price.product ?? []))];
    const products = await Promise.all(
      named.map(async (product) => [product, await productOf(product, signal)] as const),
    );
    const record = normaliseSubscriptions(wires, new Map(products));
    return { record, source: record.main ? source('subscription', record.main.id) : source('customer', id) };
  }

  async function invoices(subject: Subject, signal: AbortSignal): Promise<Answer<InvoicesRecord> | null> {
    const id = idOf(subject);
    const found = id && (await unlessGone(id, client.invoices(id, signal), signal));
    if (!found) return null;
    const record = {
      invoices: ownedBy(id, sameWorld(found))
        .map(normaliseInvoice)
        .sort((a, b) => b.createdAt.localeCompare(a.createdAt)),
    };
    const [last] = record.invoices;
    return { record, source: last ? source('invoice', last.id) : source('customer', id) };
  }

  const payment: Derivation = {
    from: ['subscriptions', 'invoices'],
    derive(answers, nowMs): Answer<PaymentRecord> {
      const { subscriptions: sold, invoices: billed } = answers;
      if (!sold || !billed) throw new TypeError('payment is derived from subscriptions and invoices');
      const { record, because } = paymentOf(
        SubscriptionsRecord.parse(sold.record),
        InvoicesRecord.parse(billed.record),
        nowMs,
      );
      return { record, source: because ? source('invoice', because.id) : sold.source };
    },
  };

  /**
   * A list filtered by a customer who does not exist is refused with 404 or with 400, by endpoint
   * and version. After a refusal the customer itself says which it is; a system whose answers
   * cannot be read is not asked twice as much for it.
   */
  async function unlessGone<T>(id: string, list: Promise<T | null>, signal: AbortSignal): Promise<T | null> {
    try {
      return await list;
    } catch (error) {
      const isRefused = isUpstreamError(error) && error.isRefusal && error.reason === 'bad_answer';
      if (isRefused && (await isGone(id, signal))) return null;
      throw error;
    }
  }

  async function isGone(id: string, signal: AbortSignal): Promise<boolean> {
    const wire = await client.customer(id, signal);
    if (wire === null || 'deleted' in wire) return true;
    sameWorld([wire]);
    return false;
  }

  /** Test data is never shown on a live connection, nor live data on a test one. */
  function sameWorld<T extends { readonly livemode: boolean }>(wires: T[]): T[] {
    if (wires.some(({ livemode }) => livemode !== isLivemode)) throw new UpstreamError('bad_answer');
    return wires;
  }

  const source = (type: 'customer' | 'subscription' | 'invoice', id: string): Source => ({
    type,
    id,
    url: `${base}/${type}s/${encodeURIComponent(id)}`,
  });

  return { id: 'stripe', reads: { customer, subscriptions, invoices }, derived: { payment } };
}

function idOf({ by, value }: Subject): string {
  if (by !== 'id') throw new UpstreamError('not_configured');
  return value.trim();
}

/** Somebody else's bill is worse than none. */
function ownedBy<T extends { readonly customer: string }>(id: string, wires: T[]): T[] {
  if (wires.some(({ customer }) => customer !== id)) throw new UpstreamError('bad_answer');
  return wires;
}
