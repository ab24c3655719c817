import type { Money } from '@sidelight/shared/record/billing.ts';
import { type Decimal, decimalOf, moneyOf, plus, ZERO } from './money.ts';
import type { WireItem, WirePrice } from './wire.ts';

/**
 * What all items cost for one interval, before discounts and tax. Null when that is no single
 * number: tiers, metered use, or items in several currencies or intervals.
 */
export function worthOf(items: readonly WireItem[]): Money | null {
  const [first] = items;
  if (!first) return null;
  let sum: Decimal = ZERO;
  for (const { price, quantity } of items) {
    const unit = unitOf(price);
    if (unit === null || typeof quantity !== 'number') return null;
    if (price.currency !== first.price.currency || intervalOf(price) !== intervalOf(first.price)) return null;
    sum = plus(sum, { units: unit.units * BigInt(packages(quantity, price)), scale: unit.scale });
  }
  return moneyOf(sum, first.price.currency);
}

/** `month`, `year`; with a count, e.g. `3_month`: a word that the map may have or not, but never a wrong one. */
export function intervalOf({ recurring }: WirePrice): string | null {
  if (!recurring) return null;
  return recurring.interval_count === 1 ? recurring.interval : `${recurring.interval_count}_${recurring.interval}`;
}

function unitOf({ unit_amount, unit_amount_decimal, recurring }: WirePrice): Decimal | null {
  if (recurring?.usage_type === 'metered') return null;
  if (typeof unit_amount === 'number') return { units: BigInt(unit_amount), scale: 0 };
  return typeof unit_amount_decimal === 'string' ? decimalOf(unit_amount_decimal) : null;
}

function packages(quantity: number, { transform_quantity: by }: WirePrice): number {
  if (!by) return quantity;
  return (by.round === 'up' ? Math.ceil : Math.floor)(quantity / by.divide_by);
}
