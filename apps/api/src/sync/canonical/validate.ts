import { compilePattern, LONGEST_MATCHED } from '@sidelight/shared/map/safe-pattern.ts';
import type { SyncType, Validation } from '@sidelight/shared/map/sync.ts';
import type { Canon, ValueClass } from './canon.ts';
import { decimalOf } from './decimal.ts';
import { amountOf } from './money.ts';

/**
 * Why a value may not be sent on, by what the map asks of it. Empty may always. Bounds are for numbers and amounts; of
 * a set each item is looked at. The map takes no pattern that could take long, and none is tried on a long text.
 */
export function whyRefused(canon: Canon, type: SyncType, validation: Validation): ValueClass | undefined {
  const items = typeof canon === 'string' ? [canon] : (canon ?? []);
  for (const item of items) {
    const why = whyItemRefused(item, type, validation);
    if (why) return why;
  }
  return undefined;
}

function whyItemRefused(item: string, type: SyncType, { maxLength, pattern, min, max }: Validation) {
  if (maxLength !== undefined && item.length > maxLength) return 'too_long';
  if (pattern !== undefined) {
    if (item.length > LONGEST_MATCHED) return 'too_long';
    if (!compilePattern(pattern).test(item)) return 'pattern';
  }
  const amount = amountIn(item, type);
  if (amount && min !== undefined && amount.lt(min)) return 'out_of_range';
  if (amount && max !== undefined && amount.gt(max)) return 'out_of_range';
  return undefined;
}

function amountIn(item: string, type: SyncType) {
  if (type === 'number') return decimalOf(item);
  if (type === 'money') return decimalOf(amountOf(item).amount);
  return undefined;
}
