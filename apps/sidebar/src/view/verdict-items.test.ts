import type { Field } from '@sidelight/shared/context/field.ts';
import type { CardFrame } from '@sidelight/shared/context/frame.ts';
import type { Tone, Value } from '@sidelight/shared/context/value.ts';
import { expect, it } from 'vitest';
import { type CardView, emptyCard, firstState, type State } from '../model/state.ts';
import { en } from '../words/en.ts';
import { createFormat } from '../words/format.ts';
import type { ViewContext } from './context.ts';
import { type VerdictPlace, verdictOf } from './verdict-items.ts';

const nowMs = Date.parse('2026-11-23T10:00:00Z');
const ago = (minutes: number) => new Date(nowMs - minutes * 60_000).toISOString();
const never = () => undefined;
const ctx: ViewContext = {
  ...{ ...en, ...createFormat('en-US'), nowMs: () => nowMs, unfold: undefined },
  ...{ toggle: never, refresh: never, act: never, fetchUnfold: never, setServerTime: never, onTick: () => never },
};

const frame = (id: string, title: string, ...fields: [string, number, ('issues' | 'risk')?][]): CardFrame => ({
  ...{ id, title },
  fields: fields.map(([field, verdict, kind]) => ({
    ...{ id: field, label: field, show: kind === 'issues' ? 'issues' : 'row', verdict },
    ...(kind === 'risk' && { isRisk: true }),
  })),
});
const frames = [
  { id: 'identity', title: 'Customer', fields: [{ id: 'name', label: 'Name', show: 'title' as const }] },
  frame('payment', 'Payment', ['status', 1]),
  frame('plan', 'Plan', ['entitlement', 0]),
  frame('issues', 'Known issues', ['incidents', 2, 'issues'], ['known', 3, 'issues']),
  frame('health', 'Health', ['risk', 4, 'risk']),
];

const fallback = { steps: [{ text: 'Ask' }], owner: 'RevOps' };
const receipt = (readAt = ago(0)) => ({ system: 'billing', source: 'Stripe', readAt, mapping: 'm' });
const code = (label: string, tone: Tone, isConfirmed = true): Value => ({
  ...{ kind: 'code', code: label, label, tone, isConfirmed },
});
const ok = (id: string, value: Value): Field => ({ id, label: id, state: 'ok', value, receipt: receipt() });
const issues = (id: string, ...matched: string[]): Field =>
  ok(id, {
    kind: 'issues',
    elsewhere: 0,
    items: matched.map((tag) => ({ id: tag, title: tag, status: 'Open', tone: 'warn', matched: [tag] })),
  });

/** All cards with these fields, read from Stripe. */
function state(...fields: readonly Field[]): State {
  const first = firstState(frames);
  const cards = first.cards.map(
    (view): CardView => ({
      ...view,
      fields: new Map(
        fields.filter(({ id }) => view.frame.fields.some((field) => field.id === id)).map((field) => [field.id, field]),
      ),
      sources: fields.flatMap((field) =>
        field.state === 'failed' ? [{ system: 'billing', name: 'Stripe', state: 'failed', reason: field.reason }] : [],
      ),
    }),
  );
  return { ...first, cards };
}

const settled = (from: State): State => ({ ...from, cards: from.cards.map((view) => ({ ...view, isReading: false })) });
const said = (place: VerdictPlace) =>
  typeof place === 'object' ? `${place.icon ?? ''} ${place.text()}`.trim() : place;
const line = (from: State) => {
  const { facts, risks } = verdictOf(from, ctx);
  return [...facts, ...risks.filter((risk) => risk !== undefined)].map(said);
};

const entitlement = ok('entitlement', code('1 h reply · Premium', 'neutral'));
const paid = ok('status', code('Paid', 'good'));

it('keeps a place for each fact in the map’s order, and one for all issues of a card', () => {
  expect(line(state())).toEqual(['waiting', 'waiting', 'waiting']);
  expect(line(state(paid))).toEqual(['waiting', 'dot Paid', 'waiting']);
  expect(line(state(entitlement, paid, issues('incidents'), issues('known', 'exports', 'api')))).toEqual([
    '1 h reply · Premium',
    'dot Paid',
    'triangle Known issue: exports + 1',
  ]);
});

it('says that nothing is known only when everybody who could know was heard', () => {
  expect(line(state(issues('incidents')))[2]).toBe('waiting');
  expect(line(state(issues('incidents'), issues('known')))[2]).toBe('check No known issue');
  const lost: Field = { id: 'known', label: 'known', state: 'failed', reason: 'timeout', fallback };
  expect(line(settled(state(issues('incidents'), lost)))[2]).toBe('triangle Known issues not known');
});

it('shows a risk only while it is one', () => {
  expect(line(state(ok('risk', code('Stable', 'good')))).length).toBe(3);
  expect(line(state(ok('risk', code('At risk', 'bad'))))[3]).toBe('square At risk');
});

it('shows an old value with its age, one just before its fresh one without', () => {
  const old = (minutes: number, reason?: 'timeout'): Field => ({
    ...{
      id: 'status',
      label: 'Status',
      state: 'stale',
      value: code('Past due', 'bad'),
      receipt: receipt(ago(minutes)),
    },
    ...(reason && { reason }),
  });
  expect(line(state(old(26, 'timeout')))[1]).toBe('clock Past due, 26 min old');
  expect(line(state(old(26)))[1]).toBe('clock Past due, 26 min old');
  expect(line(state(old(0.5)))[1]).toBe('square Past due');
});

it('says once what cannot be known for one reason, and never a value that is not to be relied on as one that is', () => {
  const lost = (id: string): Field => ({ id, label: id, state: 'failed', reason: 'timeout', fallback });
  expect(line(settled(state(lost('entitlement'), lost('status'), issues('incidents'), issues('known'))))).toEqual([
    'triangle Plan, Payment not known',
    undefined,
    'check No known issue',
  ]);
  const wrong: Field = {
    ...{ id: 'status', label: 'Status', state: 'ok', value: code('Paid', 'good'), receipt: receipt() },
    reason: 'wrong_values',
  };
  expect(line(state(wrong))[1]).toBe('triangle Paid, wrong values');
});

it('says that a value is new, and that there is none, in the map’s words where it has some', () => {
  expect(line(state(ok('status', code('grace', 'neutral', false))))[1]).toBe('query grace (not confirmed)');
  expect(line(state({ id: 'status', label: 'Status', state: 'absent', receipt: receipt() }))[1]).toBe(
    'dash Payment: None',
  );
  const none = { state: 'absent', none: 'No subscription', receipt: receipt() } as const;
  expect(line(state({ id: 'status', label: 'Status', ...none }))[1]).toBe('dash No subscription');
  expect(line(settled(state()))).toEqual([undefined, undefined, undefined]);
});

it('asks once for the account where nobody knows whose plan to look up, and leads to the card that asks', () => {
  const unlinked = (id: string): Field => ({ id, label: id, state: 'unlinked', why: 'identity_ambiguous' });
  const from = state(unlinked('entitlement'), unlinked('status'));
  expect(line(from).slice(0, 2)).toEqual(['dash Pick the account first', undefined]);
  expect(verdictOf(from, ctx).facts[0]).toMatchObject({ cardId: 'identity' });
});

it('has no place where the map has no such line', () => {
  const bare = { ...firstState([]), cards: [emptyCard({ id: 'plan', title: 'Plan', fields: [] })] };
  expect(verdictOf(bare, ctx)).toEqual({ facts: [], risks: [], beside: [] });
});

it('counts down to what is due, says once it was missed, and nothing where nothing is', () => {
  const own: CardFrame = {
    id: 'plan',
    title: 'Plan',
    fields: [{ id: 'sla', label: 'SLA', show: 'extra', verdict: 0 }],
  };
  const at = (field: Field, atMs: number) => {
    const view: CardView = { ...emptyCard(own), isReading: false, fields: new Map([['sla', field]]) };
    const [fact] = verdictOf({ ...firstState([own]), cards: [view] }, { ...ctx, nowMs: () => atMs }).beside;
    return fact && [fact.tone, said(fact)];
  };
  const reply = ok('sla', {
    ...{ kind: 'date', at: new Date(nowMs + 42 * 60_000).toISOString() },
    due: { before: 'First reply due', after: 'SLA missed' },
  });
  expect(at(reply, nowMs)).toEqual(['neutral', 'First reply due in 42 min.']);
  expect(at(reply, nowMs + 60_000)).toEqual(['neutral', 'First reply due in 41 min.']);
  expect(at(reply, nowMs + 54 * 60_000)).toEqual(['bad', 'square SLA missed 12 min. ago']);
  expect(at({ id: 'sla', label: 'SLA', state: 'absent', receipt: receipt() }, nowMs)).toBeUndefined();
});
