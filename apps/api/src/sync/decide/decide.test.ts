import { expect, it } from 'vitest';
import type { Edit } from '../change.ts';
import { type FieldState, unknownField } from '../field-state.ts';
import type { FieldRule } from '../rule.ts';
import { decide } from './decide.ts';
import { answered, sent, waiting } from './delivery.ts';
import { exactClocks, ruleOf } from './fixtures.ts';
import { resolve } from './resolve.ts';

const shared = ruleOf({ kind: 'shared', rule: 'newest_with_review', windowMs: 1000 });
const owned = ruleOf({ kind: 'owned', owner: 'left', foreignEdit: 'revert' });
const both = (value: string): FieldState => ({
  ...unknownField(),
  agreed: { value },
  left: { sent: [], holds: value },
  right: { sent: [], holds: value },
});
const edit = (side: Edit['side'], value: Edit['value'], atMs: number): Edit => ({
  ...{ side, value, versionMs: atMs, seenMs: atMs, writer: 'unknown', isCustomer: false },
});
/** What waits for a side is sent and answered at once. */
function written(rule: FieldRule, state: FieldState, side: Edit['side'], atMs: number): FieldState {
  const next = waiting(state, side);
  return next ? answered(rule, sent(state, side, atMs), side, { value: next.value, versionMs: atMs }) : state;
}

it('writes an edit to the other side once, and knows it when it comes back', () => {
  const { next } = decide(shared, both('a'), edit('left', 'b', 10_000), exactClocks);
  expect(waiting(next, 'right')).toEqual({ value: 'b' });
  const done = written(shared, next, 'right', 11_000);
  expect(decide(shared, done, edit('right', 'b', 11_000), exactClocks).because).toBe('echo');
  expect(decide(shared, done, edit('left', 'b', 10_000), exactClocks).because).toBe('duplicate');
});

it('writes nothing to a side that nobody has looked at', () => {
  const { because, next } = decide(shared, unknownField(), edit('left', 'b', 10_000), exactClocks);
  expect(because).toBe('unmet');
  expect(waiting(next, 'right')).toBeUndefined();
});

it('takes back an edit of what the other side owns, and keeps it', () => {
  const decision = decide(owned, both('a'), edit('right', 'x', 10_000), exactClocks);
  expect(decision).toMatchObject({ because: 'foreign_edit_reverted', review: { why: 'owner_wins', right: 'x' } });
  expect(waiting(decision.next, 'right')).toEqual({ value: 'a' });
  expect(waiting(decision.next, 'left')).toBeUndefined();
});

it('keeps a value that was emptied on one side where the map says so', () => {
  const keeping = { ...shared, nulls: 'keep' as const };
  const { because, next } = decide(keeping, both('a'), edit('left', null, 10_000), exactClocks);
  expect([because, waiting(next, 'right')]).toEqual(['empty_kept', undefined]);
});

it('stops in the third round of changing a value back, and asks (s30, outside the window)', () => {
  let state = both('dana');
  const turns = [
    ['right', 'Dana'],
    ['left', 'DANA'],
    ['right', 'Dana'],
    ['left', 'DANA'],
  ] as const;
  const because = turns.map(([side, value], n) => {
    const atMs = 10_000 * (n + 1);
    const decision = decide(shared, state, edit(side, value, atMs), exactClocks);
    state = written(shared, decision.next, side === 'left' ? 'right' : 'left', atMs + 1000);
    return decision.review?.why ?? decision.because;
  });
  expect(because).toEqual(['newer', 'newer', 'newer', 'ping_pong']);
  expect([waiting(state, 'left'), waiting(state, 'right')]).toEqual([undefined, undefined]);
});

it('writes nothing while a person has to decide, and then what was chosen to whoever holds something else', () => {
  const first = written(
    shared,
    decide(shared, both('a'), edit('left', 'b', 10_000), exactClocks).next,
    'right',
    10_100,
  );
  const asked = decide(shared, first, edit('right', 'c', 10_500), exactClocks);
  expect(asked.review).toEqual({ why: 'inside_window', blocks: true, left: 'b', right: 'c' });
  expect([waiting(asked.next, 'left'), waiting(asked.next, 'right')]).toEqual([undefined, undefined]);
  const { next } = resolve(shared, asked.next, 'c', 20_000);
  expect([waiting(next, 'left'), waiting(next, 'right')]).toEqual([{ value: 'c' }, undefined]);
});
