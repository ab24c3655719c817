import { LEAST_SCORE as theirs } from '@sidelight/shared/setup/readiness.ts';
import { RollbackCriteria } from '@sidelight/shared/setup/rollout.ts';
import { describe, expect, it } from 'vitest';
import { rollout } from '../../../dev/setup/rollout.ts';
import { LEAST_SCORE } from './least-score.ts';
import { type Criterion, draftOf, LIMITS, wrongCriteria } from './rollout-draft.ts';

const draft = draftOf(rollout());
const names = Object.keys(LIMITS) as Criterion[];
const isWrong = (name: Criterion, text: string) =>
  wrongCriteria({ ...draft, criteria: { ...draft.criteria, [name]: text } }).length > 0;

describe('the limits of the criteria', () => {
  it.each(names)('%s: what we take is what the API takes', (name) => {
    const { least, most } = LIMITS[name];
    for (const value of [least, most, least - 1, most + 1, least + 0.5, most - 0.5]) {
      const byApi = RollbackCriteria.safeParse({ ...rollout().criteria, [name]: value }).success;
      expect([value, isWrong(name, String(value))]).toEqual([value, !byApi]);
    }
  });

  it('are for every criterion there is, and nothing else', () => {
    expect(names.sort()).toEqual(Object.keys(RollbackCriteria.shape).sort());
  });

  it.each(['', ' ', 'ten', '1e', '--1', 'NaN', 'Infinity'])('%j is no figure', (text) => {
    expect(isWrong('overMinutes', text)).toBe(true);
  });
});

it('the least score is the contract’s', () => expect(LEAST_SCORE).toBe(theirs));
