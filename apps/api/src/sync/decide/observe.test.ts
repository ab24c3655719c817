import { expect, it } from 'vitest';
import type { Canon } from '../canonical/canon.ts';
import { type FieldState, unknownField } from '../field-state.ts';
import type { FieldRule } from '../rule.ts';
import { sent, waiting } from './delivery.ts';
import { exactClocks, ruleOf } from './fixtures.ts';
import { observe, readBack } from './observe.ts';

const shared = ruleOf({ kind: 'shared', rule: 'newest_with_review', windowMs: 1000 });
const owned = ruleOf({ kind: 'owned', owner: 'right', foreignEdit: 'revert' });
/** Both hold `b`, which was set on the right at 20 s and brought to the left a second later. */
const known: FieldState = {
  ...unknownField(),
  agreed: { value: 'b' },
  origin: { side: 'right', trueMs: 20_000, uncertaintyMs: 0, isCustomer: false },
  left: { holds: 'b', sent: [{ value: 'b', atMs: 20_500, versionMs: 21_000 }] },
  right: { holds: 'b', sent: [], edit: { value: 'b', versionMs: 20_000, seenMs: 20_200, isGuess: true } },
};
const read = (value: Canon, versionMs: number) => ({ value, versionMs, snapshotMs: 60_000 });
const last = (rule: FieldRule, seen: Parameters<typeof observe>[2]) => observe(rule, known, seen, exactClocks).at(-1)!;

it.each([
  ['what both may edit', shared],
  ['what that side owns', owned],
])('does not take for an edit what an index shows from before the last one: %s', (_, rule) => {
  const { because, next } = last(rule, { right: read('a', 10_000) });
  expect([because, waiting(next, 'left')]).toEqual(['stale', undefined]);
});

it('nor what it shows from before a write of ours', () => {
  expect(last(shared, { left: read('a', 20_999) }).because).toBe('stale');
});

it('still finds an edit that nobody told of', () => {
  const { because, next } = last(shared, { right: read('c', 30_000) });
  expect([because, waiting(next, 'left')]).toEqual(['newer', { value: 'c' }]);
});

it('sends a write again whose record is read as it was before', () => {
  const open = sent({ ...known, left: { ...known.left, target: { value: 'c', isSent: false } } }, 'left', 30_000);
  const { because, next } = readBack(
    shared,
    { ...open, agreed: { value: 'c' } },
    'left',
    read('a', 10_000),
    exactClocks,
  );
  expect([because, waiting(next, 'left')]).toEqual(['stale', { value: 'c' }]);
});
