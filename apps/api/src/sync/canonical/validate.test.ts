import { expect, it } from 'vitest';
import { whyRefused } from './validate.ts';

it.each([
  ['abc', 'text', { maxLength: 3 }, undefined],
  ['abcd', 'text', { maxLength: 3 }, 'too_long'],
  ['C-12', 'reference', { pattern: 'C-\\d+' }, undefined],
  ['xC-12', 'reference', { pattern: 'C-\\d+' }, 'pattern'],
  ['a'.repeat(257), 'text', { pattern: 'a*' }, 'too_long'],
  ['10', 'number', { min: 10, max: 10 }, undefined],
  ['9.999999999999999999', 'number', { min: 10 }, 'out_of_range'],
  ['10.000000000000000001', 'number', { max: 10 }, 'out_of_range'],
  ['-5 USD', 'money', { min: 0 }, 'out_of_range'],
  ['5 USD', 'money', { min: 0, max: 5 }, undefined],
  ['1200', 'text', { max: 10 }, undefined],
  [['api', 'sso'], 'multi_select', { pattern: '[a-z]+' }, undefined],
  [['api', 'SSO'], 'multi_select', { pattern: '[a-z]+' }, 'pattern'],
  [null, 'text', { pattern: 'x', min: 1, maxLength: 1 }, undefined],
  ['anything', 'text', {}, undefined],
] as const)('%j as %s under %j: %s', (canon, type, validation, why) => {
  expect(whyRefused(canon, type, validation)).toBe(why);
});
