import type { ReviewItem, RuleChange } from '@sidelight/shared/sync/review.ts';

const BY_SIDE = { left: ['crm_wins', 'crm'], right: ['support_wins', 'helpdesk'] } as const;

const nameOf = (change: RuleChange): string => (change.kind === 'rule' ? change.rule : change.first);

/** The rules an item can be made into: first the one that would have decided it as the person did. */
export function suggested({
  ruleChanges,
  decided,
}: Pick<ReviewItem, 'ruleChanges' | 'decided'>): readonly RuleChange[] {
  const wanted: readonly string[] = decided?.take === 'left' || decided?.take === 'right' ? BY_SIDE[decided.take] : [];
  const isWanted = (change: RuleChange) => wanted.includes(nameOf(change));
  return [...ruleChanges.filter(isWanted), ...ruleChanges.filter((change) => !isWanted(change))];
}

export const changeKey = (change: RuleChange): string => `${change.kind} ${nameOf(change)}`;
