import { expect, it } from 'vitest';
import { trend } from './trend.ts';

const label = (end: string) => ({
  tone: 'neutral' as const,
  label: { en: `{{count}} days: from {{from}} to {{to}}, ${end}`, de: `{{count}} Tage: von {{from}} auf {{to}}` },
});
const words = { rising: label('rising'), falling: label('falling'), steady: label('steady') };

it.each([
  ['rising', [1120, 900, 1182], '3 days: from 1,120 to 1,182, rising'],
  ['falling', [120, 0], '2 days: from 120 to 0, falling'],
  ['steady, as 5 % are no news', [100, 300, 105], '3 days: from 100 to 105, steady'],
  ['steady with nothing at all', [0, 0], '2 days: from 0 to 0, steady'],
  ['steady where there is one number', [7], '1 days: from 7 to 7, steady'],
])('says that numbers are %s', (_, points, says) => {
  expect(trend(points, words, 'en')).toEqual({ kind: 'trend', points, says });
});

it('says it as the reader writes numbers', () => {
  expect(trend([1120, 1182], words, 'de')).toMatchObject({ says: '2 Tage: von 1.120 auf 1.182' });
});

it('says nothing where the map has no words, and is nothing without numbers', () => {
  expect(trend([1, 2], undefined, 'en')).toEqual({ kind: 'trend', points: [1, 2] });
  expect(trend([], words, 'en')).toBeNull();
  expect(trend('up', words, 'en')).toBeUndefined();
});
