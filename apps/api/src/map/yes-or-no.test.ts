import { expect, it } from 'vitest';
import { isYesOrNo } from './yes-or-no.ts';

it.each([
  'a > 5',
  'a = "x" or b = "y"',
  '"x" in tags',
  'a = "USD" ? $number(b) > 50000 : a = "EUR" ? $number(b) > 40000',
  'a ? b > 1 : null',
  '$exists(a)',
  '$not(a)',
  '$contains(a, "x")',
  '($limit := 30; a < $limit)',
  'true',
])('answers nothing but yes, no or nothing: %s', (text) => {
  expect(isYesOrNo(text)).toBe(true);
});

it.each([
  'a',
  'a.b',
  '"yes"',
  '5',
  'a + 1',
  'a & ""',
  '$string(a)',
  'a ? b : false',
  'a > 5 ? a',
  '{ "a": a > 5 }',
  '[a > 5]',
  '(a > 5; a)',
  'a[b > 5]',
  '$map(a, function($x) { $x > 1 })',
  'a ~> $exists',
  '$exists',
  '($exists := function($x) { $x }; $exists(a))',
])('could answer with something else: %s', (text) => {
  expect(isYesOrNo(text)).toBe(false);
});

it('says nothing of what does not parse', () => {
  expect(isYesOrNo('a >')).toBeUndefined();
});
