import { expect, it } from 'vitest';
import { textOf } from './text-of.ts';

const rich = { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Rich.' }] }] };

it.each([
  ['plain text', ' Restart it. ', 'Restart it.'],
  ['rich text', rich, 'Rich.'],
  ['a number', 7, '7'],
  ['a choice', { self: 'https://x.example/1', value: 'Use the old page', id: '10' }, 'Use the old page'],
  ['a choice of two steps', { value: 'Billing', id: '1', child: { value: 'Old page', id: '2' } }, 'Billing / Old page'],
  [
    'several choices',
    [
      { value: 'One', id: '1' },
      { value: 'Two', id: '2' },
    ],
    'One, Two',
  ],
  ['labels', ['one', 'two'], 'one, two'],
  ['a user', { accountId: '5b1', displayName: 'Ana Ruiz', active: true }, 'Ana Ruiz'],
  ['a group or a version', { name: '4.2', id: '1', archived: false }, '4.2'],
  ['nothing', null, null],
  ['no field', undefined, null],
  ['spaces', '  ', null],
  ['an empty list', [], null],
  ['something of another kind', { self: 'https://x.example/1', votes: 3 }, null],
  ['a switch', true, null],
])('%s', (_name, value, text) => {
  expect(textOf(value)).toBe(text);
});

it('does not follow what is nested for ever', () => {
  let value: unknown = { value: 'bottom' };
  for (let i = 0; i < 10_000; i += 1) value = { value: 'v', child: value };
  expect(textOf(value)).toBe('v / v / v / v / v');
});
