import type { CardSource } from '@sidelight/shared/context/card.ts';
import type { Fallback, Field } from '@sidelight/shared/context/field.ts';
import { describe, expect, it } from 'vitest';
import { textField } from '../../model/events.ts';
import { type CardView, emptyCard } from '../../model/state.ts';
import { en } from '../../words/en.ts';
import { createFormat } from '../../words/format.ts';
import type { ViewContext } from '../context.ts';
import { groupsOf, lossesOf, lossesOn } from './losses.ts';

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

describe('lossesOf', () => {
  const never = () => undefined;
  const ctx: ViewContext = {
    ...{ ...en, ...createFormat('en-US'), nowMs: () => 0, unfold: undefined },
    ...{ toggle: never, refresh: never, act: never, fetchUnfold: never, setServerTime: never, onTick: () => never },
  };
  const stripe: CardSource = { system: 'billing', name: 'Stripe', state: 'failed', reason: 'timeout' };
  const lacking = (id: string, own: Partial<Extract<Field, { state: 'failed' }>> = {}): Field => ({
    ...{ ...named(id), state: 'failed', reason: 'timeout', fallback: byHand },
    ...own,
  });
  const card = (id: string, sources: readonly CardSource[], ...fields: Field[]): CardView => {
    const made = view(fields, sources);
    return { ...made, frame: { ...made.frame, id } };
  };
  const said = (...cards: CardView[]) =>
    lossesOf(cards, ctx).map(({ kind, because, parts, fallback }) => ({
      ...{ kind, because, steps: fallback?.steps.map(({ text }) => text) },
      parts: parts.map(({ view: { frame }, group }) => `${frame.id}: ${group.map(({ id }) => id).join(' ')}`),
    }));

  it('says once what two cards lack for one cause, with one set of steps', () => {
    const bills = { ...byHand, steps: [{ text: 'Look it up' }, { text: 'Read the bills' }] };
    expect(
      said(
        card('plan', [stripe], lacking('a'), lacking('b')),
        card('payment', [stripe], lacking('c', { fallback: bills })),
      ),
    ).toEqual([
      {
        ...{ kind: 'failed', because: 'Stripe did not answer in time.', steps: ['Look it up', 'Read the bills'] },
        parts: ['plan: a b', 'payment: c'],
      },
    ]);
  });

  it('keeps apart what another system, another reason or another owner has to do with', () => {
    const jira: CardSource = { ...stripe, name: 'Jira' };
    const refused: CardSource = { ...stripe, reason: 'forbidden' };
    const cards = [
      card('plan', [stripe], lacking('a')),
      card('issues', [jira], lacking('b')),
      card('payment', [refused], lacking('c', { reason: 'forbidden' })),
      card('sales', [stripe], lacking('d', { fallback: { ...byHand, owner: 'Sales' } })),
    ];
    expect(said(...cards).map(({ parts }) => parts)).toEqual([
      ['plan: a'],
      ['issues: b'],
      ['payment: c'],
      ['sales: d'],
    ]);
  });

  it('names a card once for one cause and one owner, with all that it lacks', () => {
    const bills = { ...byHand, steps: [{ text: 'Read the bills' }] };
    const both = (id: string, first: string) =>
      card(id, [stripe], lacking(first), lacking(`${first}2`, { fallback: bills }));
    expect(said(both('plan', 'a'), both('payment', 'c'))).toEqual([
      {
        ...{ kind: 'failed', because: 'Stripe did not answer in time.', steps: ['Look it up', 'Read the bills'] },
        parts: ['plan: a a2', 'payment: c c2'],
      },
    ]);
  });

  it('leads once from one card to another, and tells its own each time', () => {
    const sales = { fallback: { ...byHand, owner: 'Sales' } };
    const both = (id: string) => card(id, [stripe], lacking(`${id}1`), lacking(`${id}2`, sales));
    const losses = lossesOf([both('plan'), both('payment')], ctx);
    const told = (id: string) => lossesOn(id, losses).map(({ parts: [{ group }] }) => group[0].id);
    expect(losses).toHaveLength(2);
    expect(told('plan')).toEqual(['plan1', 'plan2']);
    expect(told('payment')).toEqual(['plan1']);
    expect(told('usage')).toEqual([]);
  });

  it('says of each card by itself what was not asked, or only because something before it failed', () => {
    const unasked: Field = { ...named('a'), state: 'unlinked', why: 'no_id' };
    const cards = ['plan', 'payment'].map((id) => card(id, [], unasked, lacking('b')));
    expect(said(...cards).flatMap(({ parts }) => parts)).toEqual(['plan: a', 'plan: b', 'payment: a', 'payment: b']);
  });
});
