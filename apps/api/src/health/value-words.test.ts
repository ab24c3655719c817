import { expect, it } from 'vitest';
import { valueWords } from './value-words.ts';

const spec = { values: { overdue: { label: { en: 'Past due', de: 'Überfällig' }, tone: 'bad' as const } } };
const code = (which: string) =>
  ({ kind: 'code', code: which, label: which, tone: 'neutral', isConfirmed: true }) as const;

it.each([
  ['a code by the map’s word', code('overdue'), 'en-US', 'Past due'],
  ['in another language', code('overdue'), 'de-AT', 'Überfällig'],
  ['a code that the map has no word for', code('toString'), 'de', 'toString'],
  ['an amount', { kind: 'money', amount: '1720.50', currency: 'EUR' }, 'de', '1.720,50\u00a0€'],
  ['a day', { kind: 'date', at: '2026-11-16' }, 'en-US', 'Nov 16, 2026'],
  ['a number', { kind: 'number', number: 1182 }, 'de', '1.182'],
  ['a text', { kind: 'text', text: 'Kyoto' }, 'de', 'Kyoto'],
] as const)('%s', (_, value, locale, said) => {
  expect(valueWords(value, spec, locale)).toBe(said);
});
