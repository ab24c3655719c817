import { describe, expect, it } from 'vitest';
import type { ConsentPlan, FieldPlan } from '../blueprint.ts';
import { deskBlueprint, planOf } from '../fixtures/desk-blueprint.ts';
import type { ReadState } from '../read/read-state.ts';
import { consentField, isAgreed } from './consent.ts';
import type { View } from './field.ts';

const [sample] = deskBlueprint.cards[1]!.fields;
const values = {
  agreed: { label: { en: 'Agreed', de: 'Zugestimmt' }, tone: 'neutral' as const },
  left: { label: { en: 'Unsubscribed', de: 'Abgemeldet' }, tone: 'neutral' as const },
};
const part = (id: string, read: string, source: string) => {
  const field: FieldPlan = {
    ...{ ...sample!, id, read },
    spec: { ...sample!.spec, label: id, type: 'code', values, consent: { yes: ['agreed'], with: [] } },
  };
  return { field, read: { ...planOf(read), source } };
};
const plan: ConsentPlan = [
  part('customer.marketing', 'crm.contact', 'HubSpot'),
  part('usage.marketing', 'telemetry.usage', 'PostHog'),
];
const view: View = {
  ...{ locale: 'en', role: 'agent', tags: [], placeholders: () => ({}) },
  ...{ givesWrongValues: () => false, silentBecause: () => undefined },
};

const known = (code: string | undefined) => {
  const values = new Map(plan.map(({ field }) => [field.id, code && { code, since: '2026-11-03T08:00:00.000Z' }]));
  return {
    answer: { record: {}, source: { type: 'contact', id: '1' } },
    readAtMs: 0,
    readSteadyMs: 0,
    readAt: '',
    values,
  };
};
const says = (code: string | undefined): ReadState => ({ kind: 'fresh', isCached: false, known: known(code) });
const old = (code: string): ReadState => ({ kind: 'stale', known: known(code), reason: 'timeout' });
const [yes, no, nothing] = [says('agreed'), says('left'), says(undefined)];
const oldNothing: ReadState = { kind: 'stale', known: known(undefined), reason: 'timeout' };
const failed: ReadState = { kind: 'failed', reason: 'timeout' };
const waiting: ReadState = { kind: 'waiting' };
const unlinked: ReadState = { kind: 'unlinked', why: 'no_id' };

const both = (crm: ReadState, telemetry: ReadState) => (read: string) => (read === 'crm.contact' ? crm : telemetry);
const shown = (crm: ReadState, telemetry: ReadState, looking = view) =>
  consentField(plan, both(crm, telemetry), looking);
const labelOf = (crm: ReadState, telemetry: ReadState) => {
  const field = shown(crm, telemetry);
  if (!field || !('value' in field) || field.value.kind !== 'code') return field?.state ?? 'waiting';
  return `${field.state}: ${field.value.label}`;
};

describe('what is shown, of two systems', () => {
  it.each<[string, ReadState, ReadState, string]>([
    ['both say yes', yes, yes, 'ok: Agreed (HubSpot)'],
    ['one says no', yes, no, 'ok: Unsubscribed (PostHog)'],
    ['the other says no', no, yes, 'ok: Unsubscribed (HubSpot)'],
    ['a no while the other is asked', no, waiting, 'ok: Unsubscribed (HubSpot)'],
    ['an old no over a new yes', yes, old('left'), 'stale: Unsubscribed (PostHog)'],
    ['a yes while the other is asked', yes, waiting, 'waiting'],
    ['a yes while the other does not answer', yes, failed, 'failed'],
    ['a yes, and nobody by that id elsewhere', yes, unlinked, 'ok: Agreed (HubSpot)'],
    ['a yes, and one that said nothing long ago and does not answer now', yes, oldNothing, 'absent'],
    ['only the other says yes', nothing, yes, 'ok: Agreed (PostHog)'],
    ['nobody says anything', nothing, unlinked, 'absent'],
    ['a code that the map has no word for', says('maybe'), yes, 'ok: maybe (HubSpot)'],
  ])('%s', (_, crm, telemetry, expected) => {
    expect(labelOf(crm, telemetry)).toBe(expected);
    expect(shown(crm, telemetry)?.id ?? 'customer.marketing').toBe('customer.marketing');
  });

  it('says both where they differ, and which counts', () => {
    const differing = shown(yes, no);
    if (differing?.state !== 'ok') throw new Error('it is known');
    expect(differing.receipt.source).toBe('PostHog');
    expect(differing.receipt.why).toEqual([
      ' HubSpot says: ',
      {
        ...{ kind: 'code', code: 'agreed', label: 'Agreed', tone: 'neutral' },
        isConfirmed: true,
        since: expect.any(String),
      },
      '.',
      ' The stricter counts.',
    ]);
    const german = shown(yes, no, { ...view, locale: 'de' });
    expect(JSON.stringify(german)).toContain('Das Strengere zählt.');
    expect(JSON.stringify(shown(no, no))).not.toContain('stricter');
    expect(JSON.stringify(shown(no, nothing))).not.toContain('stricter');
  });
});

describe('whether advertising may be offered', () => {
  it.each<[string, ReadState, ReadState, boolean]>([
    ['both say yes', yes, yes, true],
    ['one says yes, and the other holds nothing', yes, nothing, true],
    ['one says no', yes, no, false],
    ['nobody says anything', nothing, nothing, false],
    ['one is asked still', yes, waiting, false],
    ['one does not answer', yes, failed, false],
    ['the yes is old', old('agreed'), nothing, false],
    ['a code that the map has no word for', says('maybe'), nothing, false],
  ])('%s', (_, crm, telemetry, expected) => {
    expect(isAgreed(plan, both(crm, telemetry), view)).toBe(expected);
  });

  it('not by a system that is known to give wrong values, nor where the map has no such field', () => {
    expect(isAgreed(plan, both(yes, yes), { ...view, givesWrongValues: () => true })).toBe(false);
    expect(isAgreed(undefined, both(yes, yes), view)).toBe(false);
  });
});
