import { expect, it } from 'vitest';
import { changingParts } from './changing-parts.ts';

it.each([
  ['$uppercase($)', []],
  ["$number($) > 50 ? 'high' : 'low'", []],
  ["'$now()'", []],
  ['$now()', ['now']],
  ['$ & $string($floor($random() * 10))', ['random']],
  ['($clock := $millis; $clock())', ['millis']],
  ['$map([1], function($x) { $eval("$now()") })', ['eval']],
  ['((', []],
])('%s', (text, expected) => {
  expect(changingParts(text)).toEqual(expected);
});
