import { expect, it } from 'vitest';
import type { FieldState } from './field-state.ts';
import { lagOf } from './lag.ts';

const clocks = { aheadMs: { left: 120_000, right: -5000 }, uncertaintyMs: 1500 };
const at = (nowMs: number, sinceMs = 0) => ({ clocks, nowMs, sinceMs });
const field: FieldState = {
  agreed: { value: 'b' },
  before: { value: 'a' },
  origin: { side: 'left', trueMs: 1_000_000, uncertaintyMs: 1500, isCustomer: false },
  left: { holds: 'b', edit: { value: 'b', versionMs: 1_120_000, seenMs: 1_000_900 }, sent: [] },
  right: { holds: 'a', sent: [], target: { value: 'b', isSent: true } },
  rounds: [],
};

it('counts how far the clock of the edited side is ahead', () => {
  expect(lagOf(field, 'right', at(1_002_500))).toEqual([{ name: 'lag', side: 'right', ms: 2500 }]);
  const behind: FieldState = {
    ...{ ...field, left: field.right, right: { ...field.left, edit: { value: 'b', versionMs: 995_000, seenMs: 0 } } },
    origin: { ...field.origin!, side: 'right' },
  };
  expect(lagOf(behind, 'left', at(1_002_500))).toEqual([{ name: 'lag', side: 'left', ms: 2500 }]);
});

it('is not below nothing, whatever the clocks say', () => {
  expect(lagOf(field, 'right', at(999_000))).toEqual([{ name: 'lag', side: 'right', ms: 0 }]);
});

it('says nothing of a first agreement, of a person’s decision, of our own side or of clocks nobody knows', () => {
  const { before: _, ...first } = field;
  expect(lagOf(first, 'right', at(1_002_500))).toEqual([]);
  const decided: FieldState = { ...field, origin: { ...field.origin!, side: 'sidelight' } };
  expect(lagOf(decided, 'right', at(1_002_500))).toEqual([]);
  expect(lagOf(field, 'left', at(1_002_500))).toEqual([]);
  expect(lagOf(field, 'right', { ...at(1_002_500), clocks: { ...clocks, uncertaintyMs: 600_000 } })).toEqual([]);
});

it('says nothing of an edit from before somebody came to work', () => {
  expect(lagOf(field, 'right', at(1_002_500, 1_000_001))).toEqual([]);
  expect(lagOf(field, 'right', at(1_002_500, 1_000_000))).toHaveLength(1);
});
