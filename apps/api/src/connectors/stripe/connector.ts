import {
  type BillingCustomersRecord,
  InvoicesRecord,
  type PaymentRecord,
  SubscriptionsRecord,
} from '@sidelight/shared/record/billing.ts';
import { together, withGaps } from '../gaps.ts';
import type { HttpClient } from '../http/http-client.ts';
import type { Answer, Connector, ConnectorSettings, Derivation, Source, Subject } from '../port.ts';
import { isUpstreamError, UpstreamError } from '../upstream-error.ts';
import { createAttempts } from './attempt.ts';
import { createStripeClient } from './client.ts';
import { createModeCheck } from './mode.ts';
import { normaliseCustomers, normaliseInvoice, normaliseSubscriptions } from './normalise.ts';
import { StripeOptions } from './options.ts';
import { paymentOf } from './payment.ts';
import { createProductCatalogue } from './product-catalogue.ts';
import { createSoldBeside, NOTHING_BEGINS } from './sold-beside.ts';
import { isLive } from './standing.ts';
import { API_VERSION } from './version.ts';

/** Stripe: what somebody bought, and whether they have paid. */
export function createStripe(http: HttpClient, settings: ConnectorSettings): Connector<'billing'> {
  const options = StripeOptions.parse(settings.options);
  const client = createStripeClient(http, options.apiVersion ?? API_VERSION);
  const isLivemode = settings.environment === 'live';
  const { sameMode, confirm } = createModeCheck(isLivemode, client.anyCustomer);
  const beside = createSoldBeside(
    client,
    createProductCatalogue(client.product, () => performance.now()),
  );
  const attemptsOf = createAttempts(client.intent, () => performance.now());
  const base = isLivemode ? settings.consoleUrl : `${settings.consoleUrl}/test`;
  const rules = { planProducts: options.planProducts ?? [], addOnProducts: options.addOnProducts ?? [] };

  async function customer({ by, value }: Subject, signal: AbortSignal): Promise<Answer<BillingCustomersRecord> | null> {
    if (by !== 'email') throw new UpstreamError('not_configured');
    // The filter is case-sensitive, and two spellings may be two payers: which one is not ours to say.
    const spellings = [...new Set([value.trim(), value.trim().toLowerCase()])].filter(Boolean);
    if (spellings.length === 0) return null;
    const pages = await Promise.all(spellings.map((email) => client.customersByEmail(email, signal)));
    const wires = sameMode(pages.flatMap(({ items }) => items));
    const [first, second] = wires;
    const gaps = withGaps(together(pages.map((page) => page.gaps)));
    if (!first && !gaps.gaps) return nobody(signal);
    const record = normaliseCustomers(wires);
    if (first && !second) return { record, source: source('customer', first.id), ...gaps };
    return { record, source: { type: 'customer', id: wires.map(({ id }) => id).join(', ') || value }, ...gaps };
  }

  async function subscriptions(subject: Subject, signal: AbortSignal): Promise<Answer<SubscriptionsRecord> | null> {
    const id = idOf(subject);
    if (!id) return null;
    const found = await unlessGone(id, client.subscriptions(id, signal), signal);
    if (!found) return nobody(signal);
    const wires = ownedBy(id, sameMode(found.items));
    const hasLive = wires.some(isLive);
    const [isDeleted, start] = hasLive
      ? [false, NOTHING_BEGINS]
      : // Nothing live may also mean that the customer was deleted, which ends what they had.
        await Promise.all([isGone(id, signal), beside.startOf(id, signal)]);
    if (isDeleted) return nobody(signal);
    const { products, areCutShort, leftOut } = await beside.productsOf(wires, signal);
    const gaps = together([found.gaps, { isCutShort: areCutShort, leftOut }, start.gaps]);
    const chargeable = await beside.chargeableOf(wires, signal);
    const record = normaliseSubscriptions(wires, { products, rules, chargeable, startsAt: start.day, gaps });
    const about = record.main ? source('subscription', record.main.id) : source('customer', id);
    const areItemsCutShort = (hasLive ? wires.filter(isLive) : wires).some(({ items }) => items.has_more);
    return { record, source: about, ...withGaps({ ...gaps, isCutShort: gaps.isCutShort || areItemsCutShort }) };
  }

  async function invoices(subject: Subject, signal: AbortSignal): Promise<Answer<InvoicesRecord> | null> {
    const id = idOf(subject);
    if (!id) return null;
    const found = await unlessGone(id, client.invoices(id, signal), signal);
    if (!found) return nobody(signal);
    const wires = ownedBy(id, sameMode(found.items));
    const attempts = await attemptsOf(wires, signal);
    const record = {
      invoices: wires
        .map((wire) => normaliseInvoice(wire, attempts.get(wire.id)))
        .sort((a, b) => b.createdAt.localeCompare(a.createdAt)),
    };
    const [last] = record.invoices;
    return { record, source: last ? source('invoice', last.id) : source('customer', id), ...withGaps(found.gaps) };
  }

  const payment: Derivation = {
    from: ['subscriptions', 'invoices'],
    derive(answers, nowMs): Answer<PaymentRecord> {
      const { subscriptions: sold, invoices: billed } = answers;
      if (!sold || !billed) throw new TypeError('payment is derived from subscriptions and invoices');
      const subscriptions = SubscriptionsRecord.parse(sold.record);
      // Where the others are counted, only lines within a subscription are missing: they do not change who has paid.
      const missing = subscriptions.others === null ? sold.gaps : undefined;
      const { record, because } = paymentOf(subscriptions, InvoicesRecord.parse(billed.record), nowMs, {
        subscriptions: missing,
        invoices: billed.gaps,
      });
      const all = [sold.gaps, billed.gaps].filter((gaps) => gaps !== undefined);
      return { record, source: because ? source('invoice', because.id) : sold.source, ...withGaps(together(all)) };
    },
  };

  /** "Nobody by that id" is only an answer where the key can see whom we ask for. */
  async function nobody(signal: AbortSignal): Promise<null> {
    await confirm(signal);
    return null;
  }

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
    sameMode([wire]);
    return false;
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
function ownedBy<T extends { readonly customer: string }>(id: string, wires: readonly T[]): readonly T[] {
  if (wires.some(({ customer }) => customer !== id)) throw new UpstreamError('bad_answer');
  return wires;
}
