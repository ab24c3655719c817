import type { Factor, HealthScore, Signs, Step, TagRule } from '@sidelight/shared/map/health-score.ts';
import { say } from '@sidelight/shared/map/text.ts';

const name = (id: string): string => id.replaceAll('_', ' ');

const stepWords = (step: Step): string =>
  `${'atLeast' in step ? `${step.atLeast} or more` : `below ${step.below}`}: ${step.points > 0 ? `+${step.points}` : step.points}`;

const factorWords = ({ figure, steps }: Factor): string => `${name(figure)}, ${steps.map(stepWords).join(', ')}`;

const signWords = ({ tags, priorities }: Signs): string =>
  [...tags.map((tag) => `tag ${tag}`), ...priorities.map((priority) => `priority ${priority}`)].join(', ');

function tagWords(rule: TagRule): string {
  if ('risk' in rule) return `risk is ${rule.risk.join(' or ')}`;
  if ('mark' in rule) return `a ticket of the last 30 days is ${name(rule.mark)}`;
  if ('category' in rule) return `${rule.atLeast} or more tickets about ${name(rule.category)} in 30 days`;
  return `${name(rule.figure)} is ${rule.atLeast} or more`;
}

const each = <T>(all: Readonly<Record<string, T>>, kind: string, inWords: (one: T) => string) =>
  Object.fromEntries(Object.entries(all).map(([id, one]) => [`${kind} ${id}`, inWords(one)]));

/** How a customer's health is worked out, one part a line: for a person, and to find what changed. */
export const factsOfHealthScore = (rules: HealthScore): Readonly<Record<string, string>> => ({
  'begins at': String(rules.start),
  'a score from': `${rules.enough} tickets in 90 days on`,
  risk: `green from ${rules.risk.green}, yellow from ${rules.risk.yellow}, red below`,
  'long open': `more than ${rules.longOpenDays} days`,
  'a slow first reply': `after more than ${rules.slowReplyHours} hours`,
  recurs: `${rules.recurringFrom} tickets of one category in 30 days`,
  language: rules.language,
  owner: rules.owner,
  ...each(rules.factors, 'points for', factorWords),
  ...each(rules.tags, 'tag', tagWords),
  ...each(rules.marks, 'mark', signWords),
  ...each(rules.categories, 'category', (one) => `${say(one.label, 'en')}: ${signWords(one)}`),
});
