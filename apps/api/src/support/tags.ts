import type { HealthScore, TagRule } from '@sidelight/shared/map/health-score.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Figures } from './figures.ts';
import type { Score } from './score.ts';

/** The tags a customer has, by the map's rules; sorted. Pure. */
export const tagsOf = ({ tags }: Pick<HealthScore, 'tags'>, figures: Figures, score: Score): readonly string[] =>
  Object.entries(tags)
    .flatMap(([tag, rule]) => (holds(rule, figures, score) ? [tag] : []))
    .toSorted();

function holds(rule: TagRule, figures: Figures, score: Score): boolean {
  if ('risk' in rule) return score.kind === 'scored' && rule.risk.includes(score.risk);
  if ('category' in rule) return (ownValue(figures.byCategory, rule.category) ?? 0) >= rule.atLeast;
  if ('mark' in rule) return (ownValue(figures.byMark, rule.mark) ?? 0) > 0;
  const figure = figures[rule.figure];
  return figure !== null && figure >= rule.atLeast;
}
