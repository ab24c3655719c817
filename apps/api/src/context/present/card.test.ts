import type { FieldSpec } from '@sidelight/shared/map/system.ts';
import { describe, expect, it } from 'vitest';
import type { CardPlan, FieldPlan } from '../blueprint.ts';
import { deskBlueprint, planOf } from '../fixtures/desk-blueprint.ts';
import type { ReadState } from '../read/read-state.ts';
import { cardOf, framesFor } from './card.ts';
import type { View } from './field.ts';

const [sample] = deskBlueprint.cards[1]!.fields;
const fieldPlan = (id: string, spec: Partial<FieldSpec> = {}): FieldPlan => ({
  ...sample!,
  id,
  spec: { ...sample!.spec, ...spec },
});
const read = planOf('billing.plan');
const plan = (...fields: readonly FieldPlan[]): CardPlan => ({ id: 'plan', title: 'Plan', fields, reads: [read] });
const view: View = {
  ...{ locale: 'en', role: 'agent', tags: [] },
  placeholders: () => ({}),
  givesWrongValues: () => false,
  silentBecause: () => undefined,
};
const fresh = (values: Readonly<Record<string, unknown>>, more = {}): ReadState => ({
  kind: 'fresh',
  isCached: false,
  known: {
    answer: { record: {}, source: { type: 'subscription', id: 'sub_1' }, ...more },
    readAtMs: 0,
    readSteadyMs: 0,
    readAt: '1970-01-01T00:00:00.000Z',
    values: new Map(Object.entries(values)),
  },
});
const cardWith = (own: CardPlan, state: ReadState, role: View['role'] = 'agent') =>
  cardOf(own, () => state, { ...view, role }, 1);

describe('what a role may not see', () => {
  const own = plan(fieldPlan('plan.name'), fieldPlan('plan.worth', { roles: ['lead', 'admin'] }));

  it.each<[string, ReadState]>([
    ['a value', fresh({ 'plan.name': 'Pro', 'plan.worth': '50400' })],
    ['nothing', fresh({})],
    ['no answer', { kind: 'failed', reason: 'timeout' }],
    ['not yet', { kind: 'waiting' }],
  ])('takes no place, before or after: %s', (_, state) => {
    expect(JSON.stringify(cardWith(own, state))).not.toContain('plan.worth');
    expect(JSON.stringify(cardWith(own, state, 'lead'))).toContain('plan.worth');
    const ids = (role: View['role']) =>
      framesFor([own], 'en', { role }).flatMap(({ fields }) => fields.map(({ id }) => id));
    expect([ids('agent'), ids('lead')]).toEqual([['plan.name'], ['plan.name', 'plan.worth']]);
  });
});

describe('other tickets', () => {
  const own = plan(fieldPlan('history.tickets', { type: 'tickets' }));

  it('are a card for those alone who may open every ticket', () => {
    const ids = (sight: Parameters<typeof framesFor>[2]) => framesFor([own], 'en', sight).map(({ fields }) => fields);
    expect(ids({ role: 'lead' })).toEqual([]);
    expect(ids({ role: 'lead', seesAllTickets: false })).toEqual([]);
    expect(ids({ role: 'agent', seesAllTickets: true })).toMatchObject([[{ id: 'history.tickets' }]]);
    const known = fresh({ 'history.tickets': { tickets: [], isMore: false } });
    expect(cardWith(own, known, 'admin').fields).toEqual([]);
    expect(cardOf(own, () => known, { ...view, seesAllTickets: true }, 1).fields).toMatchObject([{ state: 'ok' }]);
  });
});

describe('what is masked on a card with nothing else on it', () => {
  const own = plan(
    fieldPlan('plan.name'),
    fieldPlan('plan.worth', { roles: ['lead'], reveal: ['agent'] }),
    fieldPlan('plan.more', { roles: ['lead'], reveal: ['agent'], show: 'extra' }),
  );
  const states = (values: Readonly<Record<string, unknown>>) =>
    cardWith(own, fresh(values)).fields.map((field) => [field.state, 'isFolded' in field && field.isFolded]);

  it('goes by the others, whether there is anything of it or not', () => {
    const nothing = [
      ['absent', false],
      ['absent', true],
      ['absent', false],
    ];
    expect(states({})).toEqual(nothing);
    expect(states({ 'plan.worth': '50400', 'plan.more': '1' })).toEqual(nothing);
    expect(states({ 'plan.name': 'Pro' })).toEqual([
      ['ok', false],
      ['ok', false],
      ['ok', false],
    ]);
  });
});

describe('a card with nothing on it', () => {
  const none = { en: 'No subscription' };
  const own = plan(
    fieldPlan('plan.name', { none }),
    fieldPlan('plan.seats'),
    fieldPlan('plan.more', { show: 'extra' }),
  );

  it.each<[string, ReadState]>([
    ['a record that holds nothing', fresh({})],
    ['nobody by that id', { kind: 'nobody', readAtMs: 0 }],
  ])('says so once, and rows that are only there with a value take no room: %s', (_, state) => {
    const [name, seats, more] = cardWith(own, state).fields;
    expect(name).toMatchObject({ state: 'absent', none: 'No subscription' });
    expect(name).not.toHaveProperty('isFolded');
    expect(seats).toMatchObject({ state: 'absent', isFolded: true });
    expect(more).not.toHaveProperty('isFolded');
  });

  it('says each by itself where one is known, could not be had, or is not to be relied on', () => {
    const folded = (card: ReturnType<typeof cardOf>) => card.fields.filter((field) => 'isFolded' in field);
    expect(folded(cardWith(own, fresh({ 'plan.seats': '9' })))).toEqual([]);
    expect(folded(cardWith(own, { kind: 'failed', reason: 'timeout' }))).toEqual([]);
    expect(folded(cardOf(own, () => fresh({}), { ...view, givesWrongValues: () => true }, 1))).toEqual([]);
  });
});

it('says of what was remembered that it is from before, while its system does not answer', () => {
  const own = plan(fieldPlan('plan.name'));
  const silent: View = { ...view, silentBecause: () => 'unreachable' };
  const known = fresh({ 'plan.name': 'Pro' });
  const remembered: ReadState = known.kind === 'fresh' ? { ...known, isCached: true } : known;
  expect(cardOf(own, () => remembered, silent, 1).sources[0]).toMatchObject({ state: 'stale', reason: 'unreachable' });
  expect(cardOf(own, () => remembered, view, 1).sources[0]).toMatchObject({ state: 'ok' });
  // It has answered, whatever was heard before.
  expect(cardOf(own, () => known, silent, 1).sources[0]).toMatchObject({ state: 'ok' });
});

it('names no source, and no age, of what we do not keep', () => {
  const own = plan(fieldPlan('plan.name'));
  expect(cardWith(own, fresh({}, { isNobodyAsked: true })).sources).toEqual([
    { system: 'billing', name: 'billing_vendor', state: 'unlinked' },
  ]);
  expect(cardWith(own, fresh({})).sources[0]).toMatchObject({ state: 'ok' });
});
