import type { SyncRule } from '@sidelight/shared/map/sync.ts';
import { expect, it } from 'vitest';
import type { Edit } from '../change.ts';
import type { FieldState } from '../field-state.ts';
import { settleConflict } from './conflict.ts';
import { exactClocks } from './fixtures.ts';

const originMs = 1_000_000;
const origin = (side: 'left' | 'right' | 'sidelight', isCustomer = false): FieldState['origin'] => ({
  ...{ side, trueMs: originMs, uncertaintyMs: 0, isCustomer },
});
const edit = (side: Edit['side'], laterMs: number, more: Partial<Edit> = {}): Edit => ({
  ...{ side, value: 'b', versionMs: originMs + laterMs, writer: 'person', isCustomer: false, seenMs: originMs },
  ...more,
});
const policy = (rule: SyncRule) => ({ kind: 'shared', rule, windowMs: 5000 }) as const;

it.each([
  ['newest_with_review', 'left', 5001, { kind: 'wins', because: 'newer' }],
  ['newest_with_review', 'left', 5000, { kind: 'asks', why: 'inside_window' }],
  ['newest_with_review', 'left', -5000, { kind: 'asks', why: 'inside_window' }],
  ['newest_with_review', 'left', -5001, { kind: 'loses', why: 'older_kept' }],
  ['crm_wins', 'left', 1000, { kind: 'wins', because: 'rule' }],
  ['crm_wins', 'left', 60_000, { kind: 'wins', because: 'newer' }],
  ['support_wins', 'left', 1000, { kind: 'loses', why: 'support_wins' }],
  ['customer_first', 'left', 1000, { kind: 'asks', why: 'inside_window' }],
  ['manual', 'left', 60_000, { kind: 'asks', why: 'manual' }],
] as const)('%s: an edit on the %s, %i ms after one on the right', (rule, side, laterMs, outcome) => {
  expect(settleConflict(policy(rule), edit(side, laterMs), origin('right'), exactClocks)).toEqual(outcome);
});

it('lets a customer’s edit win over another’s, whichever came first', () => {
  const own = policy('customer_first');
  const customer = edit('left', 1000, { isCustomer: true });
  expect(settleConflict(own, customer, origin('right'), exactClocks)).toEqual({ kind: 'wins', because: 'rule' });
  const later = settleConflict(own, edit('right', 1000), origin('left', true), exactClocks);
  expect(later).toEqual({ kind: 'loses', why: 'customer_wins' });
});

it('has nothing to settle between two edits of one side, or before the first', () => {
  const own = policy('newest_with_review');
  expect(settleConflict(own, edit('left', -9000), origin('left'), exactClocks).kind).toBe('wins');
  expect(settleConflict(own, edit('left', 0), undefined, exactClocks).kind).toBe('wins');
});

it('asks where the clocks cannot tell, and about what a person has just decided', () => {
  const own = policy('newest_with_review');
  const unsure = { ...exactClocks, uncertaintyMs: 60_000 };
  const found = settleConflict(own, edit('left', 30_000), origin('right'), unsure);
  expect(found).toEqual({ kind: 'asks', why: 'clock_uncertain' });
  expect(settleConflict(policy('crm_wins'), edit('left', 1000), origin('sidelight'), exactClocks).kind).toBe('asks');
});

it('corrects for a clock that is ahead', () => {
  const ahead = { aheadMs: { left: 540_000, right: 0 }, uncertaintyMs: 2000 };
  const found = settleConflict(policy('newest_with_review'), edit('left', 92_000), origin('right'), ahead);
  expect(found).toEqual({ kind: 'loses', why: 'older_kept' });
});
