import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Canon, Side } from '../canonical/canon.ts';
import type { Edit } from '../change.ts';
import { type FieldState, unknownField } from '../field-state.ts';
import type { FieldPolicy, FieldRule } from '../rule.ts';
import { decide } from './decide.ts';
import { answered, sent, waiting } from './delivery.ts';
import { firstFill } from './first-fill.ts';
import { exactClocks, ruleOf } from './fixtures.ts';
import { observe } from './observe.ts';
import { resolve } from './resolve.ts';

const NO = 'true';
const YES = 'false';
const shared: FieldPolicy = { kind: 'shared', rule: 'newest_with_review', windowMs: 1000 };
const owned = (foreignEdit: 'revert' | 'show'): FieldPolicy => ({ kind: 'owned', owner: 'left', foreignEdit });
const rule = (policy: FieldPolicy, more: Partial<FieldRule> = {}) => ruleOf(policy, { no: NO, ...more });
const holding = (left: Canon, right: Canon, agreed?: Canon): FieldState => ({
  ...unknownField(),
  ...(agreed !== undefined && { agreed: { value: agreed } }),
  left: { sent: [], holds: left },
  right: { sent: [], holds: right },
});
const edit = (side: Side, value: Canon, atMs: number): Edit => ({
  ...{ side, value, versionMs: atMs, seenMs: atMs, writer: 'unknown', isCustomer: false },
});
const read = (value: Canon, atMs: number) => ({ value, versionMs: atMs, snapshotMs: atMs });

describe('a no', () => {
  it('counts on either side, whoever was later', () => {
    const first = decide(rule(shared), holding(null, null, null), edit('left', YES, 10_000), exactClocks);
    const later = decide(rule(shared), first.next, edit('right', NO, 5000), exactClocks);
    expect(waiting(later.next, 'left')).toEqual({ value: NO });
  });

  it.each<[Side, FieldPolicy]>([
    ['left', shared],
    ['right', shared],
    ['left', owned('revert')],
  ])('that is taken back on the %s waits for a person, and nothing is written', (side, policy) => {
    const { because, next, review } = decide(rule(policy), holding(NO, NO, NO), edit(side, YES, 10_000), exactClocks);
    expect([because, review?.why, review?.blocks]).toEqual(['asked', 'consent', true]);
    expect([waiting(next, 'left'), waiting(next, 'right')]).toEqual([undefined, undefined]);
    // The person decides.
    const decided = resolve(rule(policy), next, YES, 20_000).next;
    expect(waiting(decided, side === 'left' ? 'right' : 'left')).toEqual({ value: YES });
    // What comes in meanwhile does not ask again.
    expect(decide(rule(policy), decided, edit(side, YES, 10_000), exactClocks).next.held).toBeUndefined();
  });

  it('is not emptied by the other side', () => {
    const { next } = decide(rule(shared), holding(NO, NO, NO), edit('left', null, 10_000), exactClocks);
    expect([next.held?.why, waiting(next, 'right')]).toEqual(['consent', undefined]);
  });

  it('on the side that does not own the field is not taken back by itself', () => {
    const at = edit('right', NO, 10_000);
    const asked = decide(rule(owned('revert')), holding(YES, YES, YES), at, exactClocks);
    expect([asked.review?.why, waiting(asked.next, 'right')]).toEqual(['consent', undefined]);
    const shown = decide(rule(owned('show')), holding(YES, YES, YES), at, exactClocks);
    expect([shown.because, waiting(shown.next, 'right')]).toEqual(['foreign_edit_shown', undefined]);
  });

  it.each<[FieldRule, Canon, Canon, Canon | undefined]>([
    [rule(shared), NO, YES, NO],
    [rule(shared, { first: 'left' }), YES, NO, NO],
    [rule(shared), null, NO, NO],
    [rule(shared), YES, null, YES],
    // The owner says yes, the other side no.
    [rule(owned('revert')), YES, NO, undefined],
  ])('counts where two that never agreed meet: %#', (own, left, right, agreed) => {
    const seen = { left: read(left, 1000), right: read(right, 1000) };
    const [decision] = observe(own, unknownField(), seen, exactClocks);
    expect(decision?.next.agreed?.value).toBe(agreed);
    if (agreed === undefined) expect(decision?.review?.why).toBe('consent');
  });

  it('of a record that we made is not filled over', () => {
    const made = { from: 'left', left: YES, right: NO, nowMs: 1000 } as const;
    expect(firstFill(rule(shared), unknownField(), made, exactClocks).next.held?.why).toBe('consent');
  });
});

type Step = { readonly side: Side } & (
  | { readonly what: 'edit'; readonly value: Canon }
  | { readonly what: 'write' | 'read' }
);
const side = fc.constantFrom<Side>('left', 'right');
const value = fc.constantFrom<Canon>(NO, YES, null);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ what: fc.constant('edit' as const), side, value }),
  fc.record({ what: fc.constantFrom('write' as const, 'read' as const), side }),
);
const policies = fc.constantFrom<FieldPolicy>(
  ...[shared, owned('revert'), owned('show')],
  ...(['crm_wins', 'support_wins', 'customer_first', 'manual'] as const).map(
    (each): FieldPolicy => ({ kind: 'shared', rule: each, windowMs: 1000 }),
  ),
);

it('never turns a no into anything else, by no rule and no sequence of edits, reads and writes', () => {
  fc.assert(
    fc.property(
      fc.record({
        ...{ policy: policies, first: fc.constantFrom('left', 'right', 'review'), left: value, right: value },
        ...{ nulls: fc.constantFrom('propagate', 'keep'), steps: fc.array(step, { maxLength: 25 }) },
      }),
      ({ policy, first, nulls, steps, ...at }) => {
        const own = rule(policy, { first, nulls });
        const world: Record<Side, Canon> = { left: at.left, right: at.right };
        let state = unknownField();
        let nowMs = 0;
        for (const each of steps) {
          nowMs += 700;
          if (each.what === 'edit') {
            world[each.side] = each.value;
            state = decide(own, state, edit(each.side, each.value, nowMs), exactClocks).next;
          } else if (each.what === 'read') {
            const seen = { left: read(world.left, nowMs), right: read(world.right, nowMs) };
            state = observe(own, state, seen, exactClocks).at(-1)?.next ?? state;
          } else {
            const target = waiting(state, each.side);
            if (!target) continue;
            // What is written over a no is a no.
            if (world[each.side] === NO) expect(target.value).toBe(NO);
            world[each.side] = target.value;
            state = answered(own, sent(state, each.side, nowMs), each.side, { value: target.value, versionMs: nowMs });
          }
        }
      },
    ),
    { numRuns: 3000 },
  );
});
