import { describe, expect, it } from 'vitest';
import type { Edit } from '../change.ts';
import { type FieldState, unknownField } from '../field-state.ts';
import { decide } from './decide.ts';
import { answered, sent, waiting } from './delivery.ts';
import { exactClocks, ruleOf } from './fixtures.ts';
import { resolve } from './resolve.ts';
import { beforeResolved, undo } from './undo.ts';

const shared = ruleOf({ kind: 'shared', rule: 'newest_with_review', windowMs: 5000 });
const both = (value: string): FieldState => ({
  ...unknownField(),
  agreed: { value },
  left: { sent: [], holds: value },
  right: { sent: [], holds: value },
});
const edit = (side: Edit['side'], value: string, atMs: number): Edit => ({
  ...{ side, value, versionMs: atMs, seenMs: atMs, writer: 'person', isCustomer: false },
});
/** Both sides edited inside the window: the first went through, the second waits. */
function asked(): FieldState {
  const first = decide(shared, both('a'), edit('left', 'b', 10_000), exactClocks).next;
  const through = answered(shared, sent(first, 'right', 10_100), 'right', { value: 'b', versionMs: 10_200 });
  return decide(shared, through, edit('right', 'c', 12_000), exactClocks).next;
}
const delivered = (state: FieldState, side: Edit['side'], atMs: number): FieldState => {
  const next = waiting(state, side);
  return next ? answered(shared, sent(state, side, atMs), side, { value: next.value, versionMs: atMs }) : state;
};

describe('a decision that is taken back', () => {
  it('is a question again, and nothing is written until it is answered', () => {
    const before = asked();
    expect(before.held).toMatchObject({ why: 'inside_window', left: 'b', right: 'c' });
    const done = delivered(resolve(shared, before, 'b', 20_000).next, 'right', 20_500);
    const back = undo(shared, done, 'b', beforeResolved(before), 30_000);
    expect(back).toMatchObject({ because: 'undone', next: { held: before.held } });
    const { next } = back!;
    expect([next.agreed, waiting(next, 'left'), waiting(next, 'right')]).toEqual([undefined, undefined, undefined]);
    const again = resolve(shared, next, 'c', 40_000).next;
    expect([waiting(again, 'left'), waiting(again, 'right')]).toEqual([{ value: 'c' }, { value: 'c' }]);
  });

  it('is not sent any more where it still waited to be', () => {
    const before = asked();
    const decided = resolve(shared, before, 'b', 20_000).next;
    expect(waiting(decided, 'right')).toEqual({ value: 'b' });
    expect(waiting(undo(shared, decided, 'b', beforeResolved(before), 21_000)!.next, 'right')).toBeUndefined();
  });

  it('gives way to what was decided since', () => {
    const before = asked();
    const done = delivered(resolve(shared, before, 'b', 20_000).next, 'right', 20_500);
    const later = decide(shared, done, edit('left', 'd', 60_000), exactClocks).next;
    expect(undo(shared, later, 'b', beforeResolved(before), 70_000)).toBeUndefined();
    const otherwise = resolve(shared, done, 'c', 60_000).next;
    expect(undo(shared, otherwise, 'b', beforeResolved(before), 70_000)).toBeUndefined();
  });

  it('gives way to an edit of the same value by somebody: it is theirs by now', () => {
    const before = asked();
    const done = delivered(resolve(shared, before, 'b', 20_000).next, 'right', 20_500);
    const theirs = decide(shared, done, edit('left', 'b', 60_000), exactClocks).next;
    expect(undo(shared, theirs, 'b', beforeResolved(before), 70_000)).toBeUndefined();
  });

  it('where nobody had been asked, brings the value from before back to both sides', () => {
    const before = both('a');
    const done = delivered(delivered(resolve(shared, before, 'z', 20_000).next, 'left', 20_500), 'right', 20_600);
    const { because, next } = undo(shared, done, 'z', beforeResolved(before), 30_000)!;
    expect(because).toBe('undone');
    expect([next.agreed, waiting(next, 'left'), waiting(next, 'right')]).toEqual([
      ...[{ value: 'a' }, { value: 'a' }, { value: 'a' }],
    ]);
  });

  it('where both were left as they are, asks again, unless they have agreed since', () => {
    const before = asked();
    const { held: _, ...apart } = before;
    expect(undo(shared, apart, undefined, beforeResolved(before), 30_000)?.next.held).toEqual(before.held);
    const agreed = { ...apart, agreed: { value: 'c' } };
    expect(undo(shared, agreed, undefined, beforeResolved(before), 30_000)).toBeUndefined();
  });
});
