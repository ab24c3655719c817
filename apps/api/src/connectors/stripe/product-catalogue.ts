import { UpstreamError } from '../upstream-error.ts';

export interface Product {
  readonly name: string;
  readonly planCode: string | null;
}

export type FetchProduct = (id: string, signal: AbortSignal) => Promise<Product | null>;

/** Names of products change about never; a renamed one shows after this long at the latest. */
const KEPT_MS = 600_000;
const MAX = 500;

interface Flight {
  readonly promise: Promise<Product | null>;
  readonly stop: AbortController;
  waiting: number;
}

/**
 * Products by id, each asked once however many wait. A subscription names its product by id
 * only, and Stripe expands four levels: from a list of subscriptions a product is the fifth.
 */
export function createProductCatalogue(fetchProduct: FetchProduct, now: () => number): FetchProduct {
  const kept = new Map<string, { readonly product: Product | null; readonly untilMs: number }>();
  const flights = new Map<string, Flight>();

  function begin(id: string): Flight {
    const stop = new AbortController();
    const promise = fetchProduct(id, stop.signal)
      .then((product) => {
        const oldest = kept.size >= MAX ? kept.keys().next() : undefined;
        if (oldest && !oldest.done) kept.delete(oldest.value);
        kept.set(id, { product, untilMs: now() + KEPT_MS });
        return product;
      })
      .finally(() => land(id, flight));
    const flight: Flight = { promise, stop, waiting: 0 };
    flights.set(id, flight);
    return flight;
  }

  const land = (id: string, flight: Flight) => {
    if (flights.get(id) === flight) flights.delete(id);
  };

  return (id, signal) => {
    const known = kept.get(id);
    if (known && now() < known.untilMs) return Promise.resolve(known.product);
    if (signal.aborted) return Promise.reject(reasonOf(signal));
    const flight = flights.get(id) ?? begin(id);
    flight.waiting += 1;
    return new Promise((resolve, reject) => {
      const leave = () => {
        flight.waiting -= 1;
        if (flight.waiting === 0) {
          land(id, flight); // so that nobody joins what is being called off
          flight.stop.abort(new UpstreamError('cancelled'));
        }
        reject(reasonOf(signal));
      };
      signal.addEventListener('abort', leave, { once: true });
      flight.promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  };
}

const reasonOf = ({ reason }: AbortSignal): UpstreamError =>
  reason instanceof UpstreamError ? reason : new UpstreamError('cancelled');
