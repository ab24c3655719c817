import { expect, it } from 'vitest';
import { demoTexts, faultsOf, withChange } from './demo-map.ts';

const texts = await demoTexts();

/** Each: what is wrong, how it is made so in sync.yaml, and the fault that must come of it. */
const cases: readonly (readonly [string, string, string, RegExp])[] = [
  [
    'a place of nobody',
    'at: { crm: industry,',
    'replaces: branch\n        at: { crm: industry,',
    /no other field branch here; write one of/,
  ],
  [
    'a place that is of another kind',
    'at: { crm: industry,',
    'replaces: renewal_date\n        at: { crm: industry,',
    /a date does not become a text by itself; write type: date/,
  ],
  [
    'a place by which records are found',
    'at: { crm: industry,',
    'replaces: domain\n        at: { crm: industry,',
    /records are found or made by domain, which is read no more; name industry there/,
  ],
  [
    'a place that comes by itself',
    'at: { crm: industry,',
    'replaces: health_reasons\n        at: { crm: industry,',
    /a computed field fills itself; remove replaces/,
  ],
];

it.each(cases)('a field that takes %s is a fault', (_, from, to, fault) => {
  const faults = faultsOf(withChange(texts, 'sync.yaml', (text) => text.replace(from, () => to)));
  expect(faults.map(({ message }) => message)).toEqual([expect.stringMatching(fault)]);
});

it('a field that takes the place of another of its kind is none', () => {
  const faults = faultsOf(
    withChange(texts, 'sync.yaml', (text) =>
      text.replace('at: { crm: industry,', () => 'replaces: sales_region\n        at: { crm: industry,'),
    ),
  );
  expect(faults).toEqual([]);
});
