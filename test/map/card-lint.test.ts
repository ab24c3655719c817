import type { MapTexts } from '@sidelight/api/map/map-files.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { demoTexts, faultsOf, withChange } from './demo-map.ts';

let texts: MapTexts;
beforeAll(async () => {
  texts = await demoTexts();
});

const cases: readonly (readonly [string, string, string, string, RegExp])[] = [
  [
    'a contradiction of a field that no card shows',
    'cards.yaml',
    'payment.next: none }',
    'payment.then: none }',
    /^cards\.yaml:\d+:\d+ no card shows payment\.then/,
  ],
  [
    'a contradiction of a code that is none',
    'cards.yaml',
    'payment.next: [invoice, first_charge]',
    'payment.next: [bill]',
    /^cards\.yaml:\d+:\d+ payment\.next has no value bill; write one of: invoice, /,
  ],
  [
    'a contradiction of one field',
    'cards.yaml',
    'together: { plan.term: [ends], payment.next: [invoice, first_charge] }',
    'together: { plan.term: [ends] }',
    /name two fields or more/,
  ],
  [
    'an explanation that names what there is not',
    'systems/billing.yaml',
    'is on its way.',
    'is on its way to {{bank}}.',
    /^systems\/billing\.yaml:\d+:\d+ no part is called bank; write one of: value, invoice, sum, late/,
  ],
  [
    'an explanation of a code that is none',
    'systems/billing.yaml',
    'paid: { en: No invoice is open.',
    'payed: { en: No invoice is open.',
    /no value is called payed; write one of: paid, /,
  ],
  [
    'a part of an explanation that no sentence names',
    'systems/billing.yaml',
    'late: { value: since, type: span }',
    'late: { value: since, type: span }\n        why: { value: since, type: date }',
    /no sentence names \{\{why\}\}/,
  ],
  [
    'a part of an explanation that does not parse',
    'systems/billing.yaml',
    'value: "others > 0 ? others"',
    'value: "others > 0 ?"',
    /fields\.plan\.name\.explain\.parts\.more\.value: not a JSONata expression/,
  ],
];

describe('what explains fields, and what may not stand together', () => {
  it.each(cases)('is checked: %s', (_, file, from, to, expected) => {
    const faults = faultsOf(withChange(texts, file, (text) => text.replace(from, () => to)));
    expect(faults.map((f) => `${f.file}:${f.line}:${f.column} ${f.message}`)).toContainEqual(
      expect.stringMatching(expected),
    );
  });

  it('loads maps that have neither', () => {
    const without = withChange(texts, 'cards.yaml', (text) => text.slice(0, text.indexOf('contradictions:')));
    expect(faultsOf(without)).toEqual([]);
  });
});
