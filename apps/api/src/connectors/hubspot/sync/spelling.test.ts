import { SyncType } from '@sidelight/shared/map/sync.ts';
import {
  type Arbitrary,
  assert,
  constant,
  constantFrom,
  integer,
  oneof,
  property,
  string,
  uniqueArray,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlainValue } from '../../sync-port.ts';
import { fromWire, toWire } from './spelling.ts';

describe('read', () => {
  it.each<[string, SyncType, string | null, PlainValue | undefined]>([
    ['a cleared value', 'date', '', null],
    ['no value', 'text', null, null],
    ['an entity, once', 'text', 'Hartley &amp; Daughters', 'Hartley & Daughters'],
    ['an entity of an entity, once', 'name', 'Hartley &amp;amp; Daughters', 'Hartley &amp; Daughters'],
    ['an ampersand that begins no entity', 'text', 'AT&T &copy That', 'AT&T &copy That'],
    ['a number sign', 'text', 'O&#39;Brien', "O'Brien"],
    ['a code that looks like one, in a picklist', 'picklist', 'a&amp;b', 'a&amp;b'],
    ['several options', 'multi_select', 'api;sso', ['api', 'sso']],
    ['several options, one in front', 'multi_select', ';api', ['api']],
    ['no option left', 'multi_select', ';', null],
    ['a number with zeros', 'number', '1200.0', '1200.0'],
    ['zero', 'number', '0', '0'],
    ['a large number', 'number', '1.2E7', '12000000'],
    ['a number with a comma', 'number', '1,200', undefined],
    ['a tick', 'boolean', 'TRUE', 'true'],
    ['another word', 'boolean', 'yes', undefined],
    ['a date', 'date', '2026-12-01', '2026-12-01'],
    ['a date in milliseconds', 'date', '1796083200000', '2026-12-01'],
    ['a date with a time', 'date', '2026-12-01T00:00:00.000Z', '2026-12-01'],
    ['a day no month has', 'date', '2026-02-30', undefined],
    ['an instant in milliseconds', 'instant', '1796083200000', '2026-12-01T00:00:00.000Z'],
    ['an instant of another zone', 'instant', '2026-12-01T14:00:00+10:00', '2026-12-01T04:00:00.000Z'],
    ['an instant without a zone', 'instant', '2026-12-01T14:00:00', '2026-12-01T14:00:00.000Z'],
    ['an old zone', 'time_zone', 'us_slash_eastern', 'America/New_York'],
    ['a zone', 'time_zone', 'america_slash_new_york', 'America/New_York'],
    ['a zone with a hyphen', 'time_zone', 'america_slash_port_hyphen_au_hyphen_prince', 'America/Port-au-Prince'],
    ['no zone', 'time_zone', 'moon_slash_base', undefined],
    ['a language', 'language', 'pt-br', 'pt-BR'],
    ['no language', 'language', '??', undefined],
  ])('%s', (_what, type, text, plain) => {
    expect(fromWire(type, text)).toEqual(plain);
  });
});

describe('written', () => {
  it.each<[string, SyncType, PlainValue, string | undefined]>([
    ['nothing clears', 'date', null, ''],
    ['no option clears', 'multi_select', [], ''],
    ['the whole set, none in front', 'multi_select', ['api', 'sso'], 'api;sso'],
    ['an option that would be two', 'multi_select', ['a;b'], undefined],
    ['a choice that would be added', 'picklist', ';api', undefined],
    ['what reads back the same', 'text', 'Hartley & Daughters', 'Hartley & Daughters'],
    ['what would not', 'text', 'Hartley &amp; Daughters', 'Hartley &amp;amp; Daughters'],
    ['a number with a comma', 'number', '1,200', undefined],
    ['a zone', 'time_zone', 'Europe/Berlin', 'europe_slash_berlin'],
    ['a language', 'language', 'pt-BR', 'pt-br'],
    ['a list where one value belongs', 'text', ['a'], undefined],
  ])('%s', (_what, type, plain, text) => {
    expect(toWire(type, plain)).toBe(text);
  });
});

describe('what is written reads back as it was', () => {
  const signs = constantFrom('&', '&amp;', '&amp;amp;', '&#39;', ';', 'amp', 'ä', ' ', '<b>', '&lt;');
  const text = oneof(
    string(),
    uniqueArray(signs).map((parts) => parts.join('')),
  );
  const values: Readonly<Partial<Record<SyncType, Arbitrary<PlainValue>>>> = {
    text,
    name: text,
    multi_select: uniqueArray(string({ minLength: 1 }).filter((one) => !one.includes(';') && one === one.trim())),
    number: integer().map(String),
    date: integer({ min: 0, max: 40_000 }).map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10)),
    instant: integer({ min: 0, max: 4e12 }).map((ms) => new Date(ms).toISOString()),
    time_zone: constantFrom(...Intl.supportedValuesOf('timeZone')),
    boolean: constantFrom('true', 'false'),
    language: constantFrom('de', 'en-GB', 'pt-BR'),
  };
  it.each(SyncType.options.flatMap((type) => (values[type] ? [[type, values[type]] as const] : [])))(
    '%s',
    (type, any) => {
      assert(
        property(oneof(any, constant(null)), (plain) => {
          const written = toWire(type, plain);
          const isEmpty = plain === '' || (Array.isArray(plain) && plain.length === 0);
          expect(written).toBeDefined();
          expect(fromWire(type, written ?? null)).toEqual(isEmpty ? null : plain);
        }),
      );
    },
  );
  it('every type empties and reads empty', () => {
    for (const type of SyncType.options) {
      expect(toWire(type, null)).toBe('');
      expect(fromWire(type, '')).toBeNull();
    }
  });
});
