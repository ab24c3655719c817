import { expect, it } from 'vitest';
import { isShallowJson } from './json-depth.ts';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

it.each([
  ['nothing', '', true],
  ['a hundred lists in each other', nested(100), true],
  ['one more', nested(101), false],
  ['a hundred thousand', nested(100_000), false],
  ['objects', `${'{"a":'.repeat(101)}1${'}'.repeat(101)}`, false],
  ['many beside each other', `[${Array.from({ length: 5000 }, () => '[{}]').join()}]`, true],
  ['brackets in a text', JSON.stringify('['.repeat(5000)), true],
  ['brackets behind an escaped quote', JSON.stringify(`\\"${'{'.repeat(5000)}`), true],
  ['brackets after a text that ends with a backslash', `["\\\\",${nested(200)}]`, false],
])('%s', (_, text, is) => {
  expect(isShallowJson(text)).toBe(is);
});
