import { expect, it } from 'vitest';
import { rawNames } from './mapped.ts';

it.each([
  ['is missing where the answer could hold it', { properties: { name: 'Hooli' } }, 'missing'],
  ['has no data yet where its list is empty', { subscriptions: [] }, 'no_data'],
  ['has no data yet where the list inside is empty', { subscriptions: [{ id: 's', items: [] }] }, 'no_data'],
  ['is missing beside a list that holds something', { ids: ['1'], name: 'Hooli' }, 'missing'],
] as const)('a name that was asked for and did not come %s', (_, record, state) => {
  expect(rawNames(record, ['tier'], [], new Set())[0]).toEqual({ name: 'tier', state });
});

it('what the vendor answered and the record keeps under another name is not missing', () => {
  const found = rawNames({ items: [{ title: 'Exports' }] }, ['summary', 'tier'], [], new Set(['summary']));
  expect(found).toContainEqual({ name: 'summary', state: 'used' });
  expect(found).toContainEqual({ name: 'tier', state: 'missing' });
});
