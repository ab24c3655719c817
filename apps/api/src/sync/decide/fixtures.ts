import type { Comparison, FieldPolicy, FieldRule } from '../rule.ts';

const compare: Comparison = {
  isSame: (_side, value, seen) => value === seen,
  merge: (left, right) => (left === right ? left : undefined),
};

/** A field whose values are the same when they are spelled the same. */
export const ruleOf = (policy: FieldPolicy, more: Partial<FieldRule> = {}): FieldRule => ({
  ...{ policy, compare, nulls: 'propagate', first: 'review', breaker: { rounds: 2, withinMs: 600_000 } },
  ...more,
});

export const exactClocks = { aheadMs: { left: 0, right: 0 }, uncertaintyMs: 0 };
