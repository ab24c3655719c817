import { expect, it } from 'vitest';
import type { Field } from '../context/field.ts';
import { Contradiction, contradictionsIn } from './contradiction.ts';

const receipt = { system: 'billing', source: 'Stripe', readAt: '2026-11-16T00:00:00Z', mapping: 'x' };
const code = (id: string, held: string): Field => ({
  ...{ id, label: id, state: 'ok', receipt },
  value: { kind: 'code', code: held, label: held, tone: 'neutral', isConfirmed: true },
});
const nothing = (id: string): Field => ({ id, label: id, state: 'absent', receipt });
const rule = Contradiction.parse({
  together: { term: ['renews_month'], next: 'none' },
  unless: { status: ['overdue'] },
  because: 'it renews, and nothing is to be charged',
});
const found = (...fields: readonly Field[]) =>
  contradictionsIn([rule], new Map(fields.map((field) => [field.id, field]))).length;

it('holds where all of it stands together, and nothing explains it', () => {
  expect(found(code('term', 'renews_month'), nothing('next'))).toBe(1);
  expect(found(code('term', 'renews_month'), nothing('next'), code('status', 'paid'))).toBe(1);
  expect(found(code('term', 'renews_month'), nothing('next'), code('status', 'overdue'))).toBe(0);
});

it('does not hold of another code, of a value where there should be none, or of what is not known', () => {
  expect(found(code('term', 'ends'), nothing('next'))).toBe(0);
  expect(found(code('term', 'renews_month'), code('next', 'invoice'))).toBe(0);
  expect(found(code('term', 'renews_month'))).toBe(0);
  expect(found(code('term', 'renews_month'), { id: 'next', label: 'next', state: 'unlinked', why: 'no_id' })).toBe(0);
});

it('asks for any value with "some"', () => {
  const some = Contradiction.parse({ together: { status: ['paid'], due: 'some' }, because: 'paid, and something due' });
  const fields = (due: Field) =>
    new Map([
      ['status', code('status', 'paid')],
      ['due', due],
    ]);
  expect(contradictionsIn([some], fields(code('due', 'x')))).toEqual([some]);
  expect(contradictionsIn([some], fields(nothing('due')))).toEqual([]);
});
