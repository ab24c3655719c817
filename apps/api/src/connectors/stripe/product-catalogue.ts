import { createSingleFlight } from '../resilience/single-flight.ts';

export interface Product {
  readonly name: string;
  readonly planCode: string | null;
}

export type FetchProduct = (id: string, signal: AbortSignal) => Promise<Product | null>;

/** Names of products change about never; a renamed one shows after this long at the latest. */
const KEPT_MS = 600_000;
const MAX = 500;

/**
 * Products by id, each asked once however many wait. A subscription names its product by id
 * only, and Stripe expands four levels: from a list of subscriptions a product is the fifth.
 */
export function createProductCatalogue(fetchProduct: FetchProduct, now: () => number): FetchProduct {
  const kept = new Map<string, { readonly product: Product | null; readonly untilMs: number }>();
  const flights = createSingleFlight<Product | null>();

  async function ask(id: string, signal: AbortSignal): Promise<Product | null> {
    const product = await fetchProduct(id, signal);
    const oldest = kept.size >= MAX ? kept.keys().next() : undefined;
    if (oldest && !oldest.done) kept.delete(oldest.value);
    kept.set(id, { product, untilMs: now() + KEPT_MS });
    return product;
  }

  return async (id, signal) => {
    const known = kept.get(id);
    return known && now() < known.untilMs ? known.product : flights.join(id, (own) => ask(id, own), signal);
  };
}
