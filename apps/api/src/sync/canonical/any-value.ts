import type { SyncType } from '@sidelight/shared/map/sync.ts';
import fc from 'fast-check';
import type { FieldForm, Plain } from './canon.ts';
import { formOf } from './fixtures.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...' \u00a0\r\n\t\0\ud800aA\u0301\u0130İß.@+-,;:/0129eExT') }),
);
const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 25 });

/** What looks like a value of the kind, more often than chance would have it. */
const likely: Readonly<Record<SyncType, fc.Arbitrary<string>>> = {
  email: fc.oneof(
    fc.emailAddress(),
    fc.tuple(anyText, fc.domain()).map(([a, b]) => `${a}@${b}`),
  ),
  phone: fc
    .tuple(fc.constantFrom('+46', '+1 212 ', '0', '+', '00', ''), digits, fc.constantFrom('', ';ext=42', ' x7', '#1'))
    .map((parts) => parts.join('')),
  name: anyText,
  text: fc.lorem(),
  picklist: fc.constantFrom('api', 'sso', 'p_api', 'p_sso', 'constructor', '__proto__'),
  multi_select: fc.constantFrom('api', 'sso', 'p_api', 'p_sso'),
  boolean: fc.constantFrom('true', 'false', 'TRUE', ' false'),
  number: fc.oneof(
    fc.double({ noNaN: true }).map(String),
    fc.tuple(digits, digits).map(([a, b]) => `-${a}.${b}`),
  ),
  money: fc.tuple(digits, digits, fc.constantFrom('', ' USD', ' jpy')).map(([a, b, c]) => `${a}.${b}${c}`),
  date: fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  instant: fc
    .tuple(fc.date({ noInvalidDate: true }), fc.constantFrom('Z', '+10:00', '-12:30'))
    .map(([date, zone]) => date.toISOString().replace('Z', zone)),
  time_zone: fc.constantFrom(...Intl.supportedValuesOf('timeZone'), 'US/Eastern', 'Etc/GMT+5', 'Zulu'),
  language: fc.constantFrom('en_US', 'pt-br', 'iw', 'zh-hant-TW', 'de-u-co-phonebk', 'en-x-a'),
  country: fc.constantFrom('US', 'usa', 'United Kingdom', 'Congo', 'Åland Islands'),
  reference: fc.uuid(),
};

export const plainOf = (type: SyncType): fc.Arbitrary<Plain> => {
  const one = fc.oneof({ weight: 3, arbitrary: likely[type] }, anyText);
  const many = fc.array(one, { maxLength: 5 });
  return type === 'multi_select'
    ? fc.oneof({ weight: 4, arbitrary: many }, one, fc.constant(null))
    : fc.oneof({ weight: 8, arbitrary: one }, many, fc.constant(null));
};

export const anyForm = (type: SyncType): fc.Arbitrary<FieldForm> =>
  fc
    .record({
      side: fc.constantFrom('left' as const, 'right' as const),
      region: fc.constantFrom(undefined, 'SE', 'US', 'GB', 'AR', 'IT', 'XX'),
      currency: fc.constantFrom(undefined, 'USD', 'JPY', 'KWD'),
      values: fc.constantFrom(undefined, { api: 'p_api', sso: 'p_sso' }),
      capacity: fc.record({
        phoneExtensions: fc.boolean(),
        instantMs: fc.constantFrom(1, 1000, 60_000),
        textMax: fc.constantFrom(10, 255, 65_536),
      }),
    })
    .map((rest) => formOf(type, rest));
