import type { CardSource } from '@sidelight/shared/context/card.ts';
import type { Fallback, Field } from '@sidelight/shared/context/field.ts';
import { describe, expect, it } from 'vitest';
import { textField } from '../model/events.ts';
import { type CardView, emptyCard } from '../model/state.ts';
import { blamed, groupsOf } from './groups.ts';

const byHand: Fallback = { steps: [{ text: 'Look it up' }], owner: 'RevOps' };
const named = (id: string) => ({ id, label: id });

function view(fields: readonly Field[], sources: readonly CardSource[] = []): CardView {
  const frame = {
    id: 'card',
    title: 'Card',
    fields: fields.map(({ id }) => ({ id, label: id, show: 'row' as const })),
  };
  return { ...emptyCard(frame), fields: new Map(fields.map((field) => [field.id, field])), sources };
}

const ids = (card: CardView) => groupsOf(card).map((group) => group.map((field) => field.id));

describe('groupsOf', () => {
  const failed = (id: string, fallback = byHand): Field => ({
    ...named(id),
    state: 'failed',
    reason: 'timeout',
    fallback,
  });

  it('puts fields with the same way out together, whatever kept them away', () => {
    const other: Field = { ...named('c'), state: 'failed', reason: 'rate_limited', fallback: byHand };
    expect(ids(view([failed('a'), textField('b', 'x'), other, failed('d', { ...byHand, owner: 'Sales' })]))).toEqual([
      ['a', 'c'],
      ['d'],
    ]);
  });

  it('tells what failed from what is old and from what could not be asked', () => {
    const old: Field = { ...textField('b', 'x'), state: 'stale', reason: 'timeout', fallback: byHand };
    const without: Field = { ...named('c'), state: 'unlinked', why: 'nobody' };
    expect(ids(view([failed('a'), old, without]))).toEqual([['a'], ['b'], ['c']]);
  });

  it('says of each source that gives wrong values which fields not to rely on, there or absent', () => {
    const wrong = { reason: 'wrong_values', fallback: byHand } as const;
    const told = (id: string, source: string): Field => {
      const field = textField(id, 'x');
      return { ...field, ...wrong, receipt: { ...field.receipt, source } };
    };
    const { receipt } = told('b', 'Stripe') as Extract<Field, { state: 'ok' }>;
    const absent: Field = { ...named('b'), state: 'absent', receipt, ...wrong };
    const old: Field = { ...told('c', 'Stripe'), state: 'stale' } as Field;
    expect(ids(view([told('a', 'Stripe'), absent, old, told('d', 'HubSpot'), textField('e', 'x')]))).toEqual([
      ['a', 'b', 'c'],
      ['d'],
    ]);
  });

  it('has nothing to say about what is there, absent, hidden, or on its way', () => {
    const onItsWay: Field = { ...textField('d', 'x'), state: 'stale' };
    const { receipt } = textField('x', '');
    const absent: Field = { ...named('b'), state: 'absent', receipt };
    expect(ids(view([textField('a', 'x'), absent, onItsWay]))).toEqual([]);
  });
});

describe('blamed', () => {
  const source = (
    name: string,
    state: CardSource['state'],
    reason?: 'timeout' | 'forbidden' | 'identity_ambiguous',
  ): CardSource => ({
    system: 's',
    name,
    state,
    ...(reason && { reason }),
  });

  it('names whoever failed that way, each once', () => {
    const card = view(
      [],
      [source('Jira', 'failed', 'timeout'), source('Jira', 'stale', 'timeout'), source('Statuspage', 'ok')],
    );
    expect(blamed(card, 'timeout')).toBe('Jira');
  });

  it('blames nobody who was never asked', () => {
    const sources = [source('Stripe', 'unlinked', 'timeout'), source('PostHog', 'failed', 'forbidden')];
    expect(blamed(view([], sources), 'timeout')).toBe('');
  });

  it('says of whom it is not clear which account to ask about', () => {
    const sources = [source('Stripe', 'unlinked', 'identity_ambiguous')];
    expect(blamed(view([], sources), 'identity_ambiguous')).toBe('Stripe');
  });
});
