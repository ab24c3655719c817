import type { Explain } from '@sidelight/shared/map/explain.ts';
import { describe, expect, it } from 'vitest';
import { deskBlueprint } from '../fixtures/desk-blueprint.ts';
import { EXPRESSION_FAILED, type Known, partKey } from '../read/read-state.ts';
import { whyOf } from './why.ts';

const [sample] = deskBlueprint.cards[1]!.fields;
const status = { kind: 'code', code: 'overdue', label: 'Past due', tone: 'bad', isConfirmed: true } as const;
const explain: Explain = {
  parts: {
    invoice: { value: 'because.at', type: 'date' },
    sum: { value: 'because.remaining', type: 'money' },
    late: { value: 'since', type: 'span' },
  },
  text: { en: 'It is {{value}}.', de: 'Es ist {{value}}.' },
  byCode: {
    overdue: {
      en: 'Invoice of {{invoice}}, {{ sum }}, unpaid for {{late}}.',
      de: '{{sum}} vom {{invoice}}, seit {{late}} offen.',
    },
  },
};
const parts = {
  invoice: '2026-11-16T00:00:00Z',
  sum: { amount: '720.00', currency: 'USD' },
  late: '2026-11-20T00:00:00Z',
};
const known = (found: Readonly<Record<string, unknown>> = parts): Known => ({
  ...{ answer: { record: {}, source: { type: 'invoice', id: 'in_1' } }, readAtMs: 0, readSteadyMs: 0, readAt: '' },
  values: new Map(Object.entries(found).map(([name, value]) => [partKey('payment.status', name), value])),
});
const why = (own: Explain | undefined, value: Parameters<typeof whyOf>[1] = status, from = known(), locale = 'en') =>
  whyOf({ ...sample!, id: 'payment.status', spec: { ...sample!.spec, ...(own && { explain: own }) } }, value, from, {
    ...{ locale, tags: [] },
  });

const invoice = { kind: 'date', at: parts.invoice };
const sum = { kind: 'money', ...parts.sum };
const late = { since: parts.late };

describe('why a field holds this', () => {
  it('is the sentence of its code, with values for the card to write as it writes values', () => {
    expect(why(explain)).toEqual(['Invoice of ', invoice, ', ', sum, ', unpaid for ', late, '.']);
    expect(why(explain, status, known(), 'de-AT')).toEqual([sum, ' vom ', invoice, ', seit ', late, ' offen.']);
  });

  it('is the general sentence where the code has none, and nothing where there is none at all', () => {
    const paid = { ...status, code: 'paid' };
    expect(why(explain, paid)).toEqual(['It is ', paid, '.']);
    expect(why({ parts: {}, byCode: {} }, paid)).toBeUndefined();
    expect(why(undefined)).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ['is not there', undefined],
    ['is none of its kind', 'soon'],
    ['could not be worked out', EXPRESSION_FAILED],
  ])('is not said in part: where something it names %s, there is no sentence', (_, found) => {
    expect(why(explain, status, known({ ...parts, invoice: found }))).toBeUndefined();
    expect(why(explain, status, known({ ...parts, late: found }))).toBeUndefined();
  });
});
