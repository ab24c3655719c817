import { expect, it } from 'vitest';
import type { FieldState } from '../field-state.ts';
import { unknownField } from '../field-state.ts';
import { computed } from './computed.ts';
import { decide } from './decide.ts';
import { answered, sent } from './delivery.ts';
import { exactClocks, ruleOf } from './fixtures.ts';

const rule = ruleOf({ kind: 'owned', owner: 'sidelight', foreignEdit: 'revert' });
const edit = { value: '1', versionMs: 9000, writer: 'person', isCustomer: false, seenMs: 9000 } as const;

/** Worked out, and taken by both sides. */
function settledAt(value: string): FieldState {
  const { next } = computed(rule, unknownField(), value, 1000);
  return (['left', 'right'] as const).reduce(
    (state, side) => answered(rule, sent(state, side, 1000), side, { value, versionMs: 2000 }),
    next,
  );
}

it('goes to both sides, and the same again is nothing', () => {
  const { because, next } = computed(rule, unknownField(), '72', 1000);
  expect(because).toBe('computed');
  expect([next.left.target, next.right.target]).toEqual([
    { value: '72', isSent: false },
    { value: '72', isSent: false },
  ]);
  expect(computed(rule, next, '72', 2000)).toEqual({ because: 'same', next });
});

it.each(['left', 'right'] as const)('takes back what somebody writes on the %s', (side) => {
  const { because, next, review } = decide(rule, settledAt('72'), { ...edit, side }, exactClocks);
  expect(because).toBe('foreign_edit_reverted');
  expect(next[side].target?.value).toBe('72');
  expect(next[side === 'left' ? 'right' : 'left'].target).toBeUndefined();
  expect(review).toMatchObject({ why: 'owner_wins', blocks: false });
});

it('waits for the first time it is worked out, and keeps what stood there', () => {
  const held = decide(rule, unknownField(), { ...edit, side: 'left' }, exactClocks).next;
  const both = decide(rule, held, { ...edit, side: 'right', value: '5' }, exactClocks);
  expect(both.because).toBe('owner_empty');
  expect(computed(rule, both.next, '72', 10_000).review).toMatchObject({ left: '1', right: '5', blocks: false });
});

it('empties nothing that it never filled, and nothing where the map keeps values', () => {
  expect(computed(rule, unknownField(), null, 1000).because).toBe('empty_kept');
  const keeps = ruleOf(rule.policy, { nulls: 'keep' });
  expect(computed(keeps, settledAt('72'), null, 3000).because).toBe('empty_kept');
  expect(computed(rule, settledAt('72'), null, 3000).next.left.target).toEqual({ value: null, isSent: false });
});

it('leaves a field alone that a person has to decide', () => {
  const state: FieldState = { ...settledAt('72'), held: { why: 'ping_pong', sinceMs: 1, left: '1', right: '72' } };
  expect(computed(rule, state, '80', 3000)).toEqual({ because: 'held', next: state });
});
