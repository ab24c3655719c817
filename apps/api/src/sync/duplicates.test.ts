import { expect, it } from 'vitest';
import { duplicatesOf } from './duplicates.ts';
import { heldOf } from './values-held.ts';

const held = (field: string, values: Readonly<Record<string, string>>) =>
  heldOf(field, new Map(Object.entries(values)));

const domains = { a: 'acme.com', b: 'acme.de', c: 'acme.com', d: 'other.io' };
const names = { a: 'Acme', b: 'Acme', d: 'Other', e: 'Other', f: 'Sole', g: 'Twin', h: 'Twin', i: 'Sole, too' };

it('names records with the same value once, by the first field that finds them', () => {
  expect(duplicatesOf('left', [held('domain', domains), held('name', { ...names, c: 'Acme' })])).toEqual([
    { side: 'left', field: 'domain', ids: ['a', 'c'] },
    { side: 'left', field: 'name', ids: ['d', 'e'] },
    { side: 'left', field: 'name', ids: ['g', 'h'] },
  ]);
});

it('takes two of one name for two where they say so by a field before, and not where one of them says nothing', () => {
  const of = (known: Readonly<Record<string, string>>) =>
    duplicatesOf('right', [held('domain', known), held('name', { a: 'Acme', b: 'Acme', c: 'Acme' })]);
  expect(of({ a: 'acme.com', b: 'acme.de', c: 'acme.fr' })).toEqual([]);
  expect(of({ a: 'acme.com', b: 'acme.de' })).toEqual([{ side: 'right', field: 'name', ids: ['a', 'b', 'c'] }]);
});
