import { expect, it } from 'vitest';
import type { SyncFieldPlan } from '../compile.ts';
import { type FieldState, unknownField } from '../field-state.ts';
import { syncedField } from './synced-field.ts';

const form = { type: 'phone', side: 'left' } as const;
const plan: SyncFieldPlan = {
  ...{ id: 'phone', label: 'Phone', type: 'phone', nulls: 'propagate', validation: {}, class: 'personal' },
  ...{ left: { property: 'phone', form }, right: { property: 'phone', form: { ...form, side: 'right' } } },
  ...{ policy: { kind: 'shared', rule: 'manual', windowMs: 5000 }, isCorrectable: true, isReplaced: false },
};
const shown = { label: 'Telefon', isShown: true, canCorrect: true, owner: 'Sales Ops' };
const agreed: FieldState = {
  ...unknownField(),
  agreed: { value: '+12125550100' },
  right: { sent: [], target: { value: '+12125550100', isSent: true } },
};
const held: FieldState = {
  ...unknownField(),
  held: { why: 'manual', sinceMs: Date.parse('2026-11-23T10:00:00Z'), left: '+12125550100', right: null },
};

it('a value that both agree on says who is still to get it', () => {
  expect(syncedField(plan, agreed, shown)).toEqual({
    ...{ id: 'phone', label: 'Telefon', type: 'phone', state: 'agreed', value: '+12125550100', canCorrect: true },
    ...{ waiting: ['right'], refused: [] },
  });
  const refused = { ...agreed, right: { sent: [], refused: { value: '+12125550100' } } };
  expect(syncedField(plan, refused, shown)).toMatchObject({ waiting: [], refused: ['right'] });
});

it('one that waits has both values, since when and for whom', () => {
  expect(syncedField({ ...plan, isCorrectable: false }, held, shown)).toEqual({
    ...{ id: 'phone', label: 'Telefon', type: 'phone', state: 'waits', left: '+12125550100', right: null },
    ...{ since: '2026-11-23T10:00:00.000Z', owner: 'Sales Ops' },
  });
});

it('nothing of a value leaves for whoever may not see it', () => {
  for (const state of [agreed, held]) expect(syncedField(plan, state, { ...shown, isShown: false })).toBeUndefined();
});

it('what can neither be put right nor waits is not listed, nor what never agreed', () => {
  expect(syncedField({ ...plan, isCorrectable: false }, agreed, shown)).toBeUndefined();
  expect(syncedField(plan, unknownField(), shown)).toBeUndefined();
});

it('codes can be chosen from', () => {
  const codes = { ...plan, left: { property: 'a', form: { ...form, values: { a: 'x', b: 'y' } } } };
  expect(syncedField(codes, agreed, shown)).toMatchObject({ codes: ['a', 'b'] });
});
