import { expect, it } from 'vitest';
import { createInstants } from './instants.ts';

it('writes each instant as itself, also one that comes again or lies before the last', () => {
  const instants = createInstants();
  const all = [1000, 1000, 2000, 1000, 1000.5, 0];
  expect(all.map(instants)).toEqual(all.map((ms) => new Date(ms).toISOString()));
});
