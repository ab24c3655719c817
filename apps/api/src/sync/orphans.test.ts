import { expect, it } from 'vitest';
import { type OrphanDeps, orphanOf } from './orphans.ts';
import { heldOf } from './values-held.ts';

const held = (field: string, values: Readonly<Record<string, string>>) =>
  heldOf(field, new Map(Object.entries(values)));

const alone = { left: new Set(['a', 'b', 'c', 'd', 'e', 'f', 'g']), right: new Set(['1', '3', '4']) };
const deps: OrphanDeps = {
  ...{ alone, create: ['right'] },
  held: {
    left: [
      held('domain', { a: 'two.io', b: 'taken.io', c: 'own.io', f: 'nobody.io', linked: 'taken.io' }),
      held('name', { a: 'Two', b: 'Taken', c: 'Same', d: 'Twins', e: 'Twins', f: 'Nobody' }),
    ],
    right: [
      held('domain', { 1: 'two.io', 2: 'taken.io', 3: 'two.io', 4: 'else.io' }),
      held('name', { 4: 'Same', 1: 'Twins' }),
    ],
  },
};

it.each([
  ['a', 'several', { field: 'domain', there: ['1', '3'] }],
  ['b', 'taken', { field: 'domain', there: ['2'] }],
  ['c', 'differs', { field: 'name', there: ['4'] }],
  ['d', 'several', { field: 'name', there: ['1'] }],
  ['f', 'not_ready', {}],
  ['g', 'no_value', {}],
])('says of %s: %s, by whom', (id, why, by) => {
  expect(orphanOf(deps, 'left', id)).toEqual({ side: 'left', id, why, ...by });
});

it('says that nobody is there where none are made, and that nobody is looked for while the fields are set aside', () => {
  expect(orphanOf({ ...deps, create: [] }, 'left', 'f').why).toBe('nobody');
  expect(orphanOf({ ...deps, held: { left: [], right: [] } }, 'left', 'a').why).toBe('aside');
});
