import type { MapTexts } from '@sidelight/api/map/map-files.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { demoTexts, faultsOf, withChange } from './demo-map.ts';

let texts: MapTexts;
beforeAll(async () => {
  texts = await demoTexts();
});

const FILE = 'systems/billing.yaml';
const cases: readonly (readonly [string, string, string, string, RegExp])[] = [
  [
    ...(['a predicate that could answer with the value', FILE] as const),
    ...(['$number(main.value.amount) > 50000', 'main.value.amount'] as const),
    /^systems\/billing\.yaml:\d+:\d+ a predicate answers yes, no or nothing, and this could answer with the value itself; compare it/,
  ],
  [
    ...(['a predicate of which one branch is the value', FILE] as const),
    ...([": main.value.currency = 'EUR' ? $number(main.value.amount) > 50000", ': main.value.amount'] as const),
    /could answer with the value itself/,
  ],
  [
    ...([
      'a predicate that does not parse',
      FILE,
      '$number(main.value.amount) > 50000',
      '$number(main.value.amount) >',
    ] as const),
    /fields\.plan\.worth\.predicate\.value: not a JSONata expression/,
  ],
  [
    ...(['a predicate without words', FILE, 'yes: { label: { en: "Above 50,000", de: Über 50.000 } }', ''] as const),
    /^systems\/billing\.yaml:\d+:\d+ fields\.plan\.worth\.predicate\.yes/,
  ],
  [
    ...([
      'a predicate where every role sees the value',
      FILE,
      'roles: [lead, admin]',
      'roles: [agent, lead, admin]',
    ] as const),
    /every role sees the value, so nobody sees the predicate/,
  ],
  [
    ...(['a way to see what is seen anyway', FILE, 'reveal: [agent]', 'reveal: [agent, lead]'] as const),
    /lead sees the value anyway; name a role that is not in roles/,
  ],
  [
    ...([
      'a way to see what everybody sees',
      FILE,
      '    class: financial\n    roles: [lead, admin]\n',
      '    class: financial\n',
    ] as const),
    /agent sees the value anyway/,
  ],
  [
    ...([
      'a masked heading',
      FILE,
      'value: main.value\n    type: money',
      'value: main.value\n    type: money\n    show: strong',
    ] as const),
    /what is masked for somebody is a row; write one of: row, extra/,
  ],
  [
    ...(['a masked trend', FILE, 'value: main.value\n    type: money', 'value: main.value\n    type: trend'] as const),
    /trend cannot be masked so/,
  ],
  [
    ...(['a limit of none', 'cards.yaml', 'perHour: { agent: 10', 'perHour: { agent: 0'] as const),
    /^cards\.yaml:\d+:\d+ reveal\.perHour\.agent/,
  ],
];

describe('what stands in the place of a masked value', () => {
  it.each(cases)('is checked: %s', (_, file, from, to, expected) => {
    const faults = faultsOf(withChange(texts, file, (text) => text.replace(from, () => to)));
    expect(faults.map((f) => `${f.file}:${f.line}:${f.column} ${f.message}`)).toContainEqual(
      expect.stringMatching(expected),
    );
  });

  it('may be left out', () => {
    const without = withChange(texts, FILE, (text) =>
      text.replace(/ {4}predicate:\n(?: {6}.*\n)+/, '').replace('    reveal: [agent]\n', ''),
    );
    expect(faultsOf(without)).toEqual([]);
  });
});
