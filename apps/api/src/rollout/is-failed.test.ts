import type { ReadTiming } from '@sidelight/shared/context/event.ts';
import type { Field } from '@sidelight/shared/context/field.ts';
import type { Reason } from '@sidelight/shared/failure/reason.ts';
import { expect, it } from 'vitest';
import { isFailed } from './is-failed.ts';

const read = (outcome: ReadTiming['outcome']): ReadTiming => ({
  read: 'billing.invoices',
  outcome,
  startMs: 0,
  tookMs: 1,
});
const failed = (reason: Reason): Field => ({
  ...{ id: 'plan.name', label: 'Plan', state: 'failed', reason },
  fallback: { steps: [{ text: 'ask' }], owner: 'revops' },
});
const receipt = { system: 'billing', source: 'Stripe', readAt: '2026-11-16T00:00:00Z', mapping: 'plan' };
const known: Field = { id: 'plan.name', label: 'Plan', state: 'absent', receipt };

it.each<[string, ReadTiming['outcome'], Field, boolean]>([
  ['a read failed, and nothing could be shown', 'failed', failed('timeout'), true],
  ['a read failed that no card needs', 'failed', known, false],
  ['a read failed, and its last known value was there', 'stale', known, false],
  ['all went well', 'fresh', known, false],
  ['nobody has connected it', 'failed', failed('not_configured'), false],
  ['two customers fit', 'unlinked', failed('identity_ambiguous'), false],
  ['the agent has moved on', 'failed', failed('cancelled'), false],
])('%s', (_name, outcome, field, expected) => {
  expect(isFailed({ timings: [read(outcome)], fields: () => [field] })).toBe(expected);
});

it('looks at no field while every read went well', () => {
  const fields = (): Field[] => {
    throw new Error('looked');
  };
  expect(isFailed({ timings: [read('fresh'), read('cached')], fields })).toBe(false);
});
