import { expect, it } from 'vitest';
import { count } from './count.ts';

it.each([
  [0, '0 tickets'],
  [1, '1 ticket'],
  [41, '41 tickets'],
])('%i', (n, text) => {
  expect(count(n, ['ticket', 'tickets'], String)).toBe(text);
});
