import type { Product } from './product-catalogue.ts';
import type { WireItem, WirePrice } from './wire.ts';

/** By product id; null for one the vendor no longer has. */
export type Products = ReadonlyMap<string, Product | null>;

/** Names of products as the map gives them (see options.ts). */
export interface PlanRules {
  readonly planProducts: readonly string[];
  readonly addOnProducts: readonly string[];
}

export interface PlanLines {
  readonly lines: readonly WireItem[];
  /** The map or else the product says that they are plans: no line that was not seen could outrank them. */
  readonly areDeclared: boolean;
}

/**
 * Which lines of a subscription are plans, the main one first. What the map names as plans; else what is tagged with a
 * `plan_code`; else the oldest recurring line with seats: an add-on comes later, or with fewer of them. Stripe itself
 * lists the newest line first and knows no difference.
 */
export function planLines(items: readonly WireItem[], products: Products, rules: PlanRules): PlanLines {
  const isNamed = (names: readonly string[], { price }: WireItem) =>
    [price.product, products.get(price.product)?.planCode, price.id, price.lookup_key].some(
      (name) => typeof name === 'string' && names.includes(name),
    );
  const plans = items.filter((item) => isNamed(rules.planProducts, item));
  if (plans.length > 0) return { lines: plans.toSorted(bySeats), areDeclared: true };
  const others = items.filter((item) => !isNamed(rules.addOnProducts, item));
  const tagged = others.filter(({ price }) => products.get(price.product)?.planCode);
  if (tagged.length > 0) return { lines: tagged.toSorted(bySeats), areDeclared: rules.planProducts.length === 0 };
  const [oldest] = others.filter(hasSeats).toSorted(byAge);
  const lines = [oldest ?? others[0] ?? items[0]].filter((item) => item !== undefined);
  return { lines, areDeclared: false };
}

const hasSeats = ({ price, quantity }: WireItem): boolean =>
  typeof quantity === 'number' && price.recurring?.usage_type === 'licensed';

const bySeats = (a: WireItem, b: WireItem): number => (b.quantity ?? 0) - (a.quantity ?? 0) || byAge(a, b);

const byAge = (a: WireItem, b: WireItem): number =>
  (a.created ?? '').localeCompare(b.created ?? '') || (b.quantity ?? 0) - (a.quantity ?? 0);

export const planNameOf = (price: WirePrice, products: Products): string | null =>
  products.get(price.product)?.name || price.nickname || null;

export const planCodeOf = (price: WirePrice, products: Products): string =>
  price.lookup_key || products.get(price.product)?.planCode || price.id;
