import type { FieldSpec } from '@sidelight/shared/map/system.ts';
import { describe, expect, it } from 'vitest';
import type { FieldPlan, ReadPlan } from '../blueprint.ts';
import { know } from '../read/evaluate-fields.ts';
import { EXPRESSION_FAILED, type Known, type ReadState } from '../read/read-state.ts';
import { fieldOf, type View } from './field.ts';

const spec: FieldSpec = {
  label: { en: 'Status', de: 'Stand' },
  from: 'billing.payment',
  value: 'status',
  type: 'code',
  show: 'pill',
  values: { paid: { label: { en: 'Paid', de: 'Bezahlt' }, tone: 'good' } },
  decision: false,
  class: 'financial',
  owner: 'revops',
  fallback: 'by_hand',
};
const plan = (change: Partial<FieldSpec> = {}): FieldPlan => ({
  id: 'payment.status',
  spec: { ...spec, ...change },
  read: 'billing.payment',
  evaluate: () => undefined,
  mapping: 'billing.payment: status',
  fallback: {
    steps: [{ text: 'Look up {{requester.email}}', link: '{{console.stripe}}/search?query={{requester.email}}' }],
    sentence: 'One moment, {{requester.name}}',
    marketing: false,
    owner: 'revops',
    confirmed: '2026-11-02',
  },
  owner: { name: 'RevOps', contact: '#revops' },
});
// fieldOf reads no more of a read than its system and source.
const read = { id: 'billing.payment', system: 'billing', source: 'Stripe' } as ReadPlan;
const view: View = {
  locale: 'de-AT',
  role: 'agent',
  tags: [],
  givesWrongValues: () => false,
  silentBecause: () => undefined,
  placeholders: () => ({ 'requester.email': 'a+b@x.example', 'console.stripe': 'https://dashboard.stripe.com' }),
};
const known = (value: unknown): Known => ({
  answer: {
    record: {},
    source: { type: 'invoice', id: 'in_1', url: 'https://x.example', changedAt: '2026-11-01T00:00:00Z' },
  },
  readAtMs: 0,
  readSteadyMs: 0,
  readAt: '1970-01-01T00:00:00.000Z',
  values: new Map([['payment.status', value]]),
});
const fresh = (value: unknown): ReadState => ({ kind: 'fresh', known: known(value), isCached: false });

it('stands in for nothing where the map names a default', () => {
  const found = fieldOf(plan({ default: 'paid' }), read, fresh(null), view);
  expect(found).toMatchObject({ state: 'ok', value: { code: 'paid', label: 'Bezahlt' } });
  expect(fieldOf(plan({ default: 'paid' }), read, { kind: 'nobody', readAtMs: 0 }, view)?.state).toBe('absent');
});

it('says what is due, and what once it is over, in the words of the map', () => {
  const values = {
    first_reply_time: { label: { en: 'First reply due', de: 'Erste Antwort fällig' }, tone: 'neutral' as const },
    due: { label: { en: 'Due', de: 'Fällig' }, tone: 'neutral' as const },
    missed: { label: { en: 'Missed', de: 'Verfehlt' }, tone: 'bad' as const },
  };
  const dueOf = (code: unknown) => fieldOf(plan({ type: 'due', values }), read, fresh(code), view);
  const since = '2026-11-23T10:00:00Z';
  expect(dueOf({ code: 'first_reply_time', since })).toMatchObject({
    value: { kind: 'date', at: since, due: { before: 'Erste Antwort fällig', after: 'Verfehlt' } },
  });
  expect(dueOf({ code: 'a_new_one', since })).toMatchObject({ value: { due: { before: 'Fällig' } } });
  expect(dueOf(null)).toMatchObject({ state: 'absent' });
  expect(dueOf({ code: 'first_reply_time', since: 'soon' })).toMatchObject({ state: 'failed', reason: 'bad_answer' });
});

it('says what time it is for the customer and in which language they write, and no city they are not in', () => {
  const shown = (value: unknown) => fieldOf(plan({ type: 'local_time' }), read, fresh(value), view);
  expect(shown({ zone: 'Asia/Tokyo', language: 'ja' })).toMatchObject({
    value: { kind: 'date', at: 'now', zone: 'Asia/Tokyo', note: 'Japanisch' },
  });
  const zone = 'Africa/Algiers';
  expect(shown({ zone, language: 'fr' })).toMatchObject({ value: { at: 'now', zone, note: 'Französisch' } });
  expect(shown({ zone })).toMatchObject({ value: { kind: 'date', at: 'now', zone } });
  expect(shown({ zone })).not.toHaveProperty('value.note');
  expect(shown({ zone: 'Mars/Olympus' })).toMatchObject({ state: 'absent' });
});

describe('an answer with something missing', () => {
  const gaps = { isCutShort: true, leftOut: 0 };
  const partly = (value: unknown): ReadState => ({
    ...{ kind: 'fresh', isCached: false },
    known: { ...known(value), answer: { ...known(value).answer, gaps } },
  });
  const item = {
    ...{ id: 'APP-1', title: 'Exports hang', status: 'Open', tone: 'warn', since: null, workaround: null },
    ...{ url: null, sentence: null, topics: ['exports'], isGlobal: false },
  };

  it('never says that there is nothing, nor what the map says then', () => {
    for (const nothing of [null, undefined, ''])
      expect(fieldOf(plan({ default: 'paid' }), read, partly(nothing), view)).toMatchObject({
        ...{ state: 'failed', reason: 'incomplete', fallback: { owner: 'RevOps' } },
      });
    expect(fieldOf(plan({ type: 'money' }), read, partly([]), view)?.state).toBe('failed');
    expect(fieldOf(plan({ type: 'issues' }), read, partly([item]), view)?.state).toBe('failed');
  });

  it('shows what was found, and says of a list that it is not whole', () => {
    expect(fieldOf(plan(), read, partly('paid'), view)).toMatchObject({ state: 'ok', value: { code: 'paid' } });
    const touched = fieldOf(plan({ type: 'issues' }), read, partly([item]), { ...view, tags: ['exports'] });
    expect(touched).toMatchObject({ state: 'ok', value: { items: [{ id: 'APP-1' }], isPartial: true } });
    const whole = fieldOf(plan({ type: 'issues' }), read, fresh([]), view);
    expect(whole).toMatchObject({ state: 'ok', value: { items: [], elsewhere: 0 } });
  });
});

describe('a system that gives wrong values', () => {
  const lying = { ...view, givesWrongValues: (connector: string) => connector === 'stripe' };
  // fieldOf asks of a read which connector it goes to, besides.
  const own = { ...read, connector: 'stripe' } as ReadPlan;
  const doubt = { reason: 'wrong_values', fallback: { owner: 'RevOps' } };

  it.each<[string, ReadState, string]>([
    ['what it says', fresh('paid'), 'ok'],
    ['that it has no such value', fresh(null), 'absent'],
    ['that it knows nobody', { kind: 'nobody', readAtMs: 0 }, 'absent'],
    ['what it said before', { kind: 'stale', known: known('paid') }, 'stale'],
    ['what it said before it went away', { kind: 'stale', known: known('paid'), reason: 'timeout' }, 'stale'],
  ])('is not relied on: %s', (_, state, shown) => {
    expect(fieldOf(plan(), own, state, lying)).toMatchObject({ state: shown, ...doubt });
    expect(fieldOf(plan(), { ...own, connector: 'hubspot' }, state, lying)).not.toMatchObject(doubt);
  });

  it('is still not asked where that is so', () => {
    const failed: ReadState = { kind: 'failed', reason: 'timeout' };
    expect(fieldOf(plan(), own, failed, lying)).toMatchObject({ state: 'failed', reason: 'timeout' });
  });
});

it('tells each role its own steps', () => {
  const steps: FieldPlan['fallback']['steps'] = [
    { text: 'Ask a lead', roles: ['agent'] },
    { text: 'Look it up', roles: ['lead', 'admin'] },
    { text: 'Say so on the ticket' },
  ];
  const own = { ...plan(), fallback: { ...plan().fallback, steps } };
  const told = (role: View['role']) => {
    const field = fieldOf(own, read, { kind: 'failed', reason: 'timeout' }, { ...view, role });
    return field?.state === 'failed' && field.fallback.steps.map((step) => step.text);
  };
  expect(told('agent')).toEqual(['Ask a lead', 'Say so on the ticket']);
  expect(told('lead')).toEqual(['Look it up', 'Say so on the ticket']);
});

it('tells the steps of the reason in place of those for any, where all that they name is known', () => {
  const steps: FieldPlan['fallback']['steps'] = [
    { text: 'Ask which of {{billing.customers}} it is', reasons: ['identity_ambiguous'] },
    { text: 'Then have it entered', reasons: ['identity_ambiguous'] },
    { text: 'Look it up' },
  ];
  const own = { ...plan(), fallback: { ...plan().fallback, steps } };
  const told = (reason: 'identity_ambiguous' | 'timeout', known: Record<string, string>) => {
    const field = fieldOf(own, read, { kind: 'failed', reason }, { ...view, placeholders: () => known });
    return field?.state === 'failed' && field.fallback.steps.map((step) => step.text);
  };
  const two = { 'billing.customers': 'Club (cus_1), Boats (cus_2)' };
  expect(told('identity_ambiguous', two)).toEqual([
    'Ask which of Club (cus_1), Boats (cus_2) it is',
    'Then have it entered',
  ]);
  expect(told('timeout', two)).toEqual(['Look it up']);
  expect(told('identity_ambiguous', {})).toEqual(['Look it up']);
});

describe('what must hold of a record', () => {
  const value = (holds: FieldPlan['holds']) => {
    const field = { ...plan(), evaluate: () => 'paid', ...(holds && { holds }) };
    return know([field], { record: {}, source: { type: 'x', id: 'y' } }, { readAtMs: 0, readSteadyMs: 0 });
  };
  it('fails its field alone when it does not, throws or answers anything but true', async () => {
    expect((await value(undefined)).values.get('payment.status')).toBe('paid');
    expect((await value(() => true)).values.get('payment.status')).toBe('paid');
    expect((await value(async () => true)).values.get('payment.status')).toBe('paid');
    for (const holds of [() => false, () => 'true', async () => false, () => Promise.reject(new Error('no'))])
      expect((await value(holds)).values.get('payment.status')).toBe(EXPRESSION_FAILED);
  });
});

describe('a field', () => {
  it('is a value with its receipt, in the reader’s language', () => {
    expect(fieldOf(plan(), read, fresh('paid'), view)).toEqual({
      id: 'payment.status',
      label: 'Stand',
      state: 'ok',
      value: { kind: 'code', code: 'paid', label: 'Bezahlt', tone: 'good', isConfirmed: true },
      receipt: {
        system: 'billing',
        source: 'Stripe',
        record: { type: 'invoice', id: 'in_1', url: 'https://x.example' },
        changedAt: '2026-11-01T00:00:00Z',
        readAt: '1970-01-01T00:00:00.000Z',
      },
    });
  });

  it('shows a code the map has no word for as it is, never as the nearest label', () => {
    for (const code of ['grace_pd', 'constructor', '__proto__']) {
      expect(fieldOf(plan(), read, fresh(code), view)).toMatchObject({
        state: 'ok',
        value: { code, label: code, tone: 'warn', isConfirmed: false },
      });
    }
  });

  it.each<readonly [string, ReadState, object | undefined]>([
    ['waiting', { kind: 'waiting' }, undefined],
    ['nothing there', fresh(null), { state: 'absent' }],
    ['nobody', { kind: 'nobody', readAtMs: 0 }, { state: 'absent', receipt: { readAt: '1970-01-01T00:00:00.000Z' } }],
    ['no id to ask with', { kind: 'unlinked', why: 'no_id' }, { state: 'unlinked', why: 'no_id' }],
    [
      'could not ask',
      { kind: 'failed', reason: 'timeout' },
      { state: 'failed', reason: 'timeout', fallback: { owner: 'RevOps' } },
    ],
    ['what comes before failed', { kind: 'blocked', reason: 'credential' }, { state: 'failed', reason: 'credential' }],
    ['an expression that threw', fresh(EXPRESSION_FAILED), { state: 'failed', reason: 'bad_answer' }],
    ['a value of another type', fresh({ no: 'code' }), { state: 'failed', reason: 'bad_answer' }],
    [
      'old, and a fresh one is coming',
      { kind: 'stale', known: known('paid') },
      { state: 'stale', value: { code: 'paid' } },
    ],
    [
      'old, and could not be refreshed',
      { kind: 'stale', known: known('paid'), reason: 'unreachable' },
      { state: 'stale', reason: 'unreachable', fallback: { contact: '#revops' } },
    ],
  ])('%s is a shape of its own', (_, state, expected) => {
    const field = fieldOf(plan(), read, state, view);
    if (expected === undefined) expect(field).toBeUndefined();
    else expect(field).toMatchObject(expected);
  });

  it('shows the rule as code to those who write it, and to nobody else', () => {
    const mapping = (role: View['role'], state: ReadState) => {
      const field = fieldOf(plan(), read, state, { ...view, role });
      return field && 'receipt' in field && field.receipt.mapping;
    };
    for (const state of [fresh('paid'), fresh(null), { kind: 'nobody', readAtMs: 0 } as const]) {
      expect(mapping('admin', state)).toBe('billing.payment: status');
      expect([mapping('agent', state), mapping('lead', state)]).toEqual([undefined, undefined]);
    }
  });

  it('calls nothing what the map calls it, in the reader’s language', () => {
    const named = plan({ none: { en: 'Nothing due', de: 'Nichts fällig' } });
    for (const state of [fresh(null), { kind: 'nobody', readAtMs: 0 } as const])
      expect(fieldOf(named, read, state, view)).toMatchObject({ state: 'absent', none: 'Nichts fällig' });
    expect(fieldOf(plan(), read, fresh(null), view)).not.toHaveProperty('none');
  });

  it('offers a sentence that advertises only where the customer is known to want it', () => {
    const advertising = plan();
    const own: FieldPlan = { ...advertising, fallback: { ...advertising.fallback, marketing: true } };
    const offered = (mayAdvertise?: boolean) => {
      const looking = mayAdvertise === undefined ? view : { ...view, mayAdvertise };
      const field = fieldOf(own, read, { kind: 'failed', reason: 'timeout' }, looking);
      return field?.state === 'failed' && field.fallback.sentence !== undefined;
    };
    expect([offered(), offered(false), offered(true)]).toEqual([false, false, true]);
  });

  it('fills the fallback in: text as text, data in links escaped, and no link that lacks a part', () => {
    const failed = fieldOf(plan(), read, { kind: 'failed', reason: 'timeout' }, view);
    expect(failed).toMatchObject({
      fallback: {
        steps: [{ text: 'Look up a+b@x.example', url: 'https://dashboard.stripe.com/search?query=a%2Bb%40x.example' }],
        sentence: 'One moment, …',
      },
    });
    const nothingKnown = { ...view, placeholders: () => ({}) };
    expect(fieldOf(plan(), read, { kind: 'failed', reason: 'timeout' }, nothingKnown)).toMatchObject({
      fallback: { steps: [{ text: 'Look up …' }] },
    });
  });
});
