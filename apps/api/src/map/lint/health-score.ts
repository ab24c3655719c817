import type { Factor, HealthScore, Step, TagRule } from '@sidelight/shared/map/health-score.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Path } from '../map-file.ts';
import { choose, type Desk } from './desk.ts';
import { checkTeam } from './owners.ts';

const ESCALATED = 'escalated';

/** The score means one thing: more of what is bad never makes it better, and every name is declared. */
export function checkHealthScore(desk: Desk, rules: HealthScore): void {
  const { fault } = desk;
  const { risk, marks, categories, factors, tags } = rules;
  checkTeam(desk, ['owner'], rules.owner);
  if (risk.yellow >= risk.green)
    fault(
      ['risk', 'yellow'],
      `no score would be yellow: it begins at ${risk.yellow}, and green at ${risk.green}; write less`,
    );
  if (!Object.hasOwn(marks, ESCALATED))
    fault(['marks'], `escalations are counted by the mark ${ESCALATED}; declare it`);
  for (const [group, all] of [
    ['marks', marks],
    ['categories', categories],
  ] as const)
    for (const [name, { tags: seen, priorities }] of Object.entries(all))
      if (seen.length + priorities.length === 0)
        fault([group, name], 'no ticket would ever have it; name a tag or a priority');
  for (const [name, factor] of Object.entries(factors)) checkFactor(desk, ['factors', name], factor);
  for (const [tag, rule] of Object.entries(tags)) checkTag(desk, ['tags', tag], rule, rules);
}

function checkFactor({ fault }: Desk, path: Path, { steps, reason }: Factor): void {
  const kinds = new Set(steps.map((step) => ('atLeast' in step ? 'atLeast' : 'below')));
  if (kinds.size > 1) {
    fault([...path, 'steps'], 'counts both what is at least and what is below; write two factors');
    return;
  }
  const inward = steps.toSorted((a, b) => sizeOf(a) - sizeOf(b));
  const outward = kinds.has('below') ? inward.toReversed() : inward;
  for (const [i, step] of outward.entries()) {
    const before = outward[i - 1];
    if (!before) continue;
    const at = [...path, 'steps', steps.indexOf(step)];
    if (sizeOf(before) === sizeOf(step)) fault(at, `two steps begin at ${sizeOf(step)}; keep one`);
    else if (Math.sign(step.points) !== Math.sign(before.points) || Math.abs(step.points) < Math.abs(before.points))
      fault(
        at,
        `is farther out than ${sizeOf(before)} and counts less than its ${before.points} points; write as many or more`,
      );
  }
  const texts = typeof reason === 'string' ? [reason] : Object.values(reason);
  if (texts.some((text) => !text.includes('{{n}}')))
    fault([...path, 'reason'], 'does not say how many; write {{n}} where the figure stands');
}

const sizeOf = (step: Step): number => ('atLeast' in step ? step.atLeast : step.below);

function checkTag({ fault }: Desk, path: Path, rule: TagRule, { marks, categories }: HealthScore): void {
  if ('mark' in rule && !ownValue(marks, rule.mark))
    fault([...path, 'mark'], `there is no mark ${rule.mark}; ${choose(Object.keys(marks))}`);
  if ('category' in rule && !ownValue(categories, rule.category))
    fault([...path, 'category'], `there is no category ${rule.category}; ${choose(Object.keys(categories))}`);
}
