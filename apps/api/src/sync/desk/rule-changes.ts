import type { RuleChange } from '@sidelight/shared/sync/review.ts';
import type { ReviewWhy } from '@sidelight/shared/sync/sync-parts.ts';
import type { SyncFieldPlan, SyncObjectPlan } from '../compile.ts';

const RULES = ['crm_wins', 'support_wins', 'customer_first', 'newest_with_review', 'manual'] as const;
const SIDES = { left: 'crm', right: 'helpdesk', review: undefined } as const;

/** By which other rules items like this one would be decided. An owner is nobody's to change from an item. */
export function ruleChangesFor(
  object: Pick<SyncObjectPlan, 'first'>,
  { policy }: Pick<SyncFieldPlan, 'policy'>,
  why: ReviewWhy,
): RuleChange[] {
  // By no rule is a no turned into a yes.
  if (policy.kind !== 'shared' || why === 'consent') return [];
  if (why === 'never_agreed')
    return (['crm', 'helpdesk'] as const)
      .filter((first) => first !== SIDES[object.first])
      .map((first) => ({ kind: 'first', first }));
  return RULES.filter((rule) => rule !== policy.rule).map((rule) => ({ kind: 'rule', rule }));
}
