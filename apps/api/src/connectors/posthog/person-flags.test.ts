import { PersonRecord } from '@sidelight/shared/record/telemetry.ts';
import { expect, it } from 'vitest';
import { noRows, persons } from './fixtures.ts';
import { flagIn, flagsOf } from './person-flags.ts';
import { MOST_PERSONS } from './query.ts';
import { WirePersons } from './wire.ts';

it.each<[unknown, string | undefined]>([
  ...[true, 'true', ' TRUE ', 1, '1', 'yes', 'Yes'].map((value): [unknown, string] => [value, 'yes']),
  ...[false, 'false', 0, '0', 'no', 'NO'].map((value): [unknown, string] => [value, 'no']),
  ...[null, undefined, '', '  '].map((value): [unknown, undefined] => [value, undefined]),
  ...[
    '2026-11-03',
    '2026-11-03 08:00:00',
    1762157000,
    '["news"]',
    ['yes'],
    { yes: true },
    'maybe',
    'null',
    2,
    Number.NaN,
  ].map((value): [unknown, string] => [value, 'unclear']),
  ...['constructor', '__proto__', 'toString'].map((value): [unknown, string] => [value, 'unclear']),
])('a property that holds %j says %s', (value, expected) => {
  expect(flagIn(value)).toBe(expected);
});

const said = (...rows: readonly (readonly unknown[])[]) =>
  flagsOf(WirePersons.parse({ ...persons, results: rows.map((flags, i) => [`p${i}`, flags]) }), ['a', 'b']);

it('names only what is set, and of nobody nothing', () => {
  const flags = flagsOf(WirePersons.parse(persons), ['marketing_opt_in', 'unsubscribed']);
  expect(PersonRecord.parse({ flags })).toEqual({ flags: { marketing_opt_in: 'yes' } });
  expect(flagsOf(WirePersons.parse(noRows), ['a'])).toEqual({});
});

it('is not clear where persons with one address differ, or there are more than were read', () => {
  expect(said(['true', null], ['true', 'no'])).toEqual({ a: 'yes', b: 'no' });
  expect(said(['true', null], ['false', null])).toEqual({ a: 'unclear' });
  expect(said(...Array.from({ length: MOST_PERSONS }, () => ['true', null]))).toEqual({ a: 'yes' });
  expect(said(...Array.from({ length: MOST_PERSONS + 1 }, () => ['true', null]))).toEqual({
    ...{ a: 'unclear', b: 'unclear' },
  });
  expect(WirePersons.safeParse({ ...persons, results: [['p1', 'true']] }).success, 'no list of values').toBe(false);
});
