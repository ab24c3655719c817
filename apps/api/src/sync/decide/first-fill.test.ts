import { expect, it } from 'vitest';
import { unknownField } from '../field-state.ts';
import { firstFill } from './first-fill.ts';
import { exactClocks, ruleOf } from './fixtures.ts';

const shared = ruleOf({ kind: 'shared', rule: 'newest_with_review', windowMs: 1000 });
const fill = (left: string | null, right: string | null, rule = shared) =>
  firstFill(rule, unknownField(), { from: 'left', left, right, nowMs: 1000 }, exactClocks);

it('gives the new record what it was made from, over a default that nobody has chosen', () => {
  const { because, next } = fill('Europe/Berlin', 'America/New_York');
  expect(because).toBe('filled');
  expect(next).toMatchObject({ agreed: { value: 'Europe/Berlin' }, right: { target: { value: 'Europe/Berlin' } } });
  expect(next.left.target).toBeUndefined();
});

it('never brings a default back to a record that has none', () => {
  const { next } = fill(null, 'America/New_York');
  expect(next.left.target).toBeUndefined();
  expect(next.right.target).toBeUndefined();
  expect(next).toMatchObject({ agreed: { value: null }, right: { holds: 'America/New_York' } });
});

it('writes nothing where it was taken already', () => {
  expect(fill('a', 'a')).toMatchObject({ because: 'same', next: { agreed: { value: 'a' } } });
});

it('leaves a field that the new record owns to its owner', () => {
  const owned = ruleOf({ kind: 'owned', owner: 'right', foreignEdit: 'revert' });
  expect(fill('old', null, owned)).toMatchObject({ because: 'owner_empty' });
  expect(fill('old', 'new', owned).next.left.target).toEqual({ value: 'new', isSent: false });
});

it('takes no figure over that is worked out by us', () => {
  const ours = ruleOf({ kind: 'owned', owner: 'sidelight', foreignEdit: 'revert' });
  const { next } = fill('99', null, ours);
  expect([next.agreed, next.right.target]).toEqual([undefined, undefined]);
});
