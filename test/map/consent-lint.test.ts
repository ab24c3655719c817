import { expect, it } from 'vitest';
import { demoTexts, faultsOf, withChange } from './demo-map.ts';

const texts = await demoTexts();
const crm = 'systems/crm.yaml';
const asIs: readonly [string, string] = ['', ''];
/** The sentence of a fallback that nobody decides by. */
const advertising: readonly [string, string] = [
  '    owner: sales_ops\n    confirmed',
  '    marketing: true\n    owner: sales_ops\n    confirmed',
];

/** Each: what is done to the CRM's file, and the fault that must come of it. */
it.each<[string, readonly [string, string], readonly [string, string], RegExp]>([
  [
    'a yes that nothing is called',
    ['yes: [agreed]', 'yes: [sure]'],
    asIs,
    /no value is called sure; write one of: unsubs/,
  ],
  [
    'another field that does not say it',
    ['yes: [agreed]', 'yes: [agreed], with: [account.tier]'],
    asIs,
    /account\.tier does not say which codes are a yes; give it consent/,
  ],
  [
    'another field that is not there',
    ['yes: [agreed]', 'yes: [agreed], with: [usage.consent]'],
    asIs,
    /no system declares the field usage\.consent/,
  ],
  [
    'what only some may see',
    ['    consent: { yes: [agreed] }\n', '    consent: { yes: [agreed] }\n    roles: [lead, admin]\n'],
    asIs,
    /everybody who answers must know it; remove roles, predicate and reveal/,
  ],
  [
    'two that say it',
    ['    show: badge\n', '    show: badge\n    consent: { yes: [enterprise] }\n'],
    asIs,
    /account\.tier says it already; keep one of them, or name it in with/,
  ],
  [
    'advertising, where nobody says who agreed',
    ['    consent: { yes: [agreed] }\n', ''],
    advertising,
    /no card says whether customers agreed to advertising/,
  ],
])('names %s', (_, first, second, expected) => {
  const changed = withChange(texts, crm, (text) => text.replace(...first).replace(...second));
  expect(faultsOf(changed).map(({ file, message }) => `${file} ${message}`)).toContainEqual(
    expect.stringMatching(expected),
  );
});

it('lets advertising stand where somebody says who agreed, and never in place of what agents decide by', () => {
  expect(faultsOf(withChange(texts, crm, (text) => text.replace(...advertising)))).toEqual([]);
  const billing = withChange(texts, 'systems/billing.yaml', (text) =>
    text.replace('    owner: revops\n    confirmed', '    marketing: true\n    owner: revops\n    confirmed'),
  );
  expect(faultsOf(billing)).toContainEqual(
    expect.objectContaining({ message: expect.stringMatching(/is decided by, and needs a sentence/) }),
  );
});
