import { expect, it } from 'vitest';
import type { Blueprint, CardPlan, FieldPlan } from '../blueprint.ts';
import { deskBlueprint, planOf } from '../fixtures/desk-blueprint.ts';
import type { ReadState } from '../read/read-state.ts';
import type { View } from './field.ts';
import { createReadStates } from './read-states.ts';

const cardWith = (read: string, change: (field: FieldPlan) => Partial<FieldPlan>): CardPlan => {
  const card = deskBlueprint.cards.find(({ reads }) => reads.some(({ id }) => id === read))!;
  const own = card.fields.find((field) => field.read === read)!;
  return { ...card, reads: [planOf(read)], fields: [{ ...own, ...change(own) }] };
};
const sales = cardWith('crm.account', ({ spec }) => ({
  spec: {
    ...{ ...spec, type: 'code', consent: { yes: ['agreed'], with: [] } },
    values: { agreed: { label: 'Agreed', tone: 'neutral' }, left: { label: 'Unsubscribed', tone: 'neutral' } },
  },
}));
const usage = cardWith('telemetry.usage', ({ fallback }) => ({
  fallback: { ...fallback, marketing: true, sentence: { en: 'Shall I send you our news?', de: 'Dürfen wir?' } },
}));
const consent = [{ field: sales.fields[0]!, read: sales.reads[0]! }];
const blueprint: Blueprint = { ...deskBlueprint, cards: [{ ...sales, consent }, usage] };
const view: View = {
  ...{ locale: 'en', role: 'agent', tags: [], placeholders: () => ({}) },
  ...{ givesWrongValues: () => false, silentBecause: () => undefined },
};

const fresh = (field: FieldPlan, value: unknown): ReadState => ({
  ...{ kind: 'fresh', isCached: false },
  known: {
    ...{ answer: { record: {}, source: { type: 'contact', id: '1' } }, readAtMs: 0, readSteadyMs: 0, readAt: '' },
    values: new Map([[field.id, value]]),
  },
});
const says = (code: string) => fresh(sales.fields[0]!, { code });
const failed: ReadState = { kind: 'failed', reason: 'timeout' };

/** After each state, the cards that are sent: by which version, and whether the sentence is offered. */
function sent(...states: readonly (readonly ['crm.account' | 'telemetry.usage', ReadState])[]) {
  const readStates = createReadStates(blueprint);
  return states.map(([read, state]) => {
    readStates.set(read, state);
    return readStates.takeChanged(view).map(({ id, version, fields }) => {
      const offers = fields.some((field) => 'fallback' in field && field.fallback?.sentence !== undefined);
      return `${id} ${version}${offers ? ' offers' : ''}`;
    });
  });
}

it('shows a value without asking who agreed to anything', () => {
  expect(sent(['telemetry.usage', fresh(usage.fields[0]!, 'daily')], ['crm.account', says('agreed')])).toEqual([
    [`${usage.id} 1`],
    [`${sales.id} 1`],
  ]);
});

it('says what to do at once, and offers the sentence once it is known that they agreed', () => {
  expect(sent(['telemetry.usage', failed], ['crm.account', says('agreed')], ['crm.account', says('left')])).toEqual([
    [`${usage.id} 1`],
    [`${sales.id} 1`, `${usage.id} 2 offers`],
    [`${sales.id} 2`, `${usage.id} 3`],
  ]);
});

it.each([says('left'), failed])('leaves the card as it stands where there is nothing to offer', (state) => {
  expect(sent(['telemetry.usage', failed], ['crm.account', state])).toEqual([[`${usage.id} 1`], [`${sales.id} 1`]]);
});

it('shows nothing of a card before its own answer, and then all of it', () => {
  expect(sent(['crm.account', says('agreed')], ['telemetry.usage', failed])).toEqual([
    [`${sales.id} 1`],
    [`${usage.id} 1 offers`],
  ]);
});
