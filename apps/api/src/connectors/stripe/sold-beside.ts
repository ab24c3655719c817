import { isWhole } from '../gaps.ts';
import type { Gaps } from '../port.ts';
import { isUpstreamError } from '../upstream-error.ts';
import type { StripeClient } from './client.ts';
import type { Products } from './plan-line.ts';
import type { FetchProduct } from './product-catalogue.ts';
import { isLive } from './standing.ts';
import type { WireSubscription } from './wire.ts';

/** Distinct products of one customer; past it the main plan's own might not be among them. */
const MAX_PRODUCTS = 50;

interface Named {
  readonly products: Products;
  readonly areCutShort: boolean;
  /** Products that could not be understood. */
  readonly leftOut: number;
}

/** The first day on which something begins; null where nothing does, or nobody can say for what is missing. */
interface Start {
  readonly day: string | null;
  readonly gaps: Gaps;
}
export const NOTHING_BEGINS: Start = { day: null, gaps: { isCutShort: false, leftOut: 0 } };

/** What a list of subscriptions does not say itself, asked only where it matters. */
export function createSoldBeside(client: StripeClient, productOf: FetchProduct) {
  /** The products of all lines of what is live; of everything where nothing is. */
  async function productsOf(wires: readonly WireSubscription[], signal: AbortSignal): Promise<Named> {
    const live = wires.filter(isLive);
    const shown = live.length > 0 ? live : wires;
    const ids = [...new Set(shown.flatMap(({ items }) => items.data.map(({ price }) => price.product)))];
    const asked = ids.slice(0, MAX_PRODUCTS);
    const [only, second] = asked;
    // One product, as nearly always: nothing to gather.
    if (only !== undefined && second === undefined)
      return { products: new Map([[only, await productOf(only, signal)]]), areCutShort: false, leftOut: 0 };
    const answers = await Promise.allSettled(asked.map((id) => productOf(id, signal)));
    const failed = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
    const isOdd = (error: unknown) => isUpstreamError(error) && error.reason === 'bad_answer';
    const worst = failed.find((error) => !isOdd(error)) ?? (failed.length === asked.length ? failed[0] : undefined);
    if (worst !== undefined) throw worst;
    const products = new Map(
      answers.flatMap((answer, i) => (answer.status === 'fulfilled' ? [[asked[i] ?? '', answer.value] as const] : [])),
    );
    return { products, areCutShort: ids.length > asked.length, leftOut: failed.length };
  }

  /** A key without the right to see what begins says nothing of it. */
  async function startOf(customer: string, signal: AbortSignal): Promise<Start> {
    const found = await unlessRefused(client.schedules(customer, signal));
    if (!found) return NOTHING_BEGINS;
    if (!isWhole(found.gaps)) return { day: null, gaps: found.gaps };
    const days = found.items
      .filter((schedule) => schedule.customer === customer && schedule.status === 'not_started')
      .flatMap(({ phases }) => phases.map(({ start_date }) => start_date));
    return { day: days.sort()[0] ?? null, gaps: found.gaps };
  }

  /** For subscriptions on trial: whether anything can be charged when it ends. The customer's own default counts. */
  async function chargeableOf(
    wires: readonly WireSubscription[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, boolean>> {
    const onTrial = wires.filter(
      ({ status, collection_method }) => status === 'trialing' && collection_method !== 'send_invoice',
    );
    const owned = onTrial.filter((wire) => Boolean(wire.default_payment_method || wire.default_source));
    // Null is "none of its own"; a version that does not have the member says nothing.
    const open = onTrial.filter((wire) => wire.default_payment_method === null && !wire.default_source);
    const known = new Map(owned.map(({ id }) => [id, true]));
    const [first] = open;
    if (!first) return known;
    const customer = await unlessRefused(client.customer(first.customer, signal));
    if (!customer || 'deleted' in customer || customer.invoice_settings === undefined) return known;
    const hasOne = Boolean(customer.invoice_settings?.default_payment_method || customer.default_source);
    return new Map([...known, ...open.map(({ id }) => [id, hasOne] as const)]);
  }

  return { productsOf, startOf, chargeableOf };
}

/** What only adds to an answer must not take it away: a key may lack the right to it. */
async function unlessRefused<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    const isMissingOnly =
      isUpstreamError(error) && ['forbidden', 'bad_answer', 'not_configured'].includes(error.reason);
    if (!isMissingOnly) throw error;
    return undefined;
  }
}
