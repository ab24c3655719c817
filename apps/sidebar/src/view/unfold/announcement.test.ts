import type { CardSource } from '@sidelight/shared/context/card.ts';
import type { Field } from '@sidelight/shared/context/field.ts';
import { expect, it } from 'vitest';
import { textField } from '../../model/events.ts';
import { emptyCard, firstState } from '../../model/state.ts';
import { en } from '../../words/en.ts';
import { createFormat } from '../../words/format.ts';
import { unfoldEn } from '../../words/unfold-en.ts';
import type { ViewContext } from '../context.ts';
import { announcement } from './announcement.ts';

const nowMs = Date.parse('2026-11-15T10:16:00');
const readAt = new Date('2026-11-15T10:04:00').toISOString();
const fallback = { steps: [{ text: 'Look it up' }], owner: 'RevOps' };
// What is asked of the view here: words, formats and the time.
const ctx = { ...en, ...createFormat('en-US'), nowMs: () => nowMs } as unknown as ViewContext;

function said(fields: readonly (readonly [title: string, field: Field])[]): string {
  const cards = fields.map(([title, field]) => {
    const source: CardSource = { system: 'billing', name: 'Stripe', state: 'failed', reason: 'timeout' };
    const frame = { id: title, title, fields: [{ id: field.id, label: field.label, show: 'row' as const }] };
    return { ...emptyCard(frame), isReading: false, fields: new Map([[field.id, field]]), sources: [source] };
  });
  return announcement({ ...firstState([]), phase: 'settled', cards }, unfoldEn, ctx).replace(/\s/g, ' ');
}

const old = (id: string): Field => {
  const field = textField(id, 'x');
  if (field.state !== 'ok') throw new Error('no value');
  return { ...field, state: 'stale', reason: 'timeout', receipt: { ...field.receipt, readAt }, fallback };
};

it('says what is old, as of when, and because of whom, once', () => {
  expect(
    said([
      ['Plan', old('a')],
      ['Payment', old('b')],
      ['Usage', textField('c', 'y')],
    ]),
  ).toBe('Loaded. Old: Plan, Payment, as of 10:04 AM. Stripe did not answer in time.');
});

it('says what is not known, and why; and what is old besides', () => {
  const failed: Field = { id: 'a', label: 'a', state: 'failed', reason: 'timeout', fallback };
  expect(
    said([
      ['Plan', failed],
      ['Payment', old('b')],
    ]),
  ).toBe(
    'Loaded. Not known: Plan. Stripe did not answer in time. Old: Payment, as of 10:04 AM. Stripe did not answer in time.',
  );
});

it('says that all is there', () => expect(said([['Plan', textField('a', 'x')]])).toBe(unfoldEn.loaded));
