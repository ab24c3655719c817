import { SyncType } from '@sidelight/shared/map/sync.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FieldForm, type Plain, sameCanon } from './canon.ts';
import { merge } from './compare.ts';
import { formOf } from './fixtures.ts';
import { kinds } from './kinds.ts';

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

const plainOf = (type: SyncType): fc.Arbitrary<Plain> => {
  const one = fc.oneof({ weight: 3, arbitrary: likely[type] }, anyText);
  const many = fc.array(one, { maxLength: 5 });
  return type === 'multi_select'
    ? fc.oneof({ weight: 4, arbitrary: many }, one, fc.constant(null))
    : fc.oneof({ weight: 8, arbitrary: one }, many, fc.constant(null));
};

const anyForm = (type: SyncType): fc.Arbitrary<FieldForm> =>
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

const canonOf = (plain: Plain, form: FieldForm) => {
  const reading = kinds[form.type].read(plain, form);
  return reading.kind === 'value' ? reading.canon : undefined;
};

describe.each(SyncType.options)('%s, whatever a side may hold', (type) => {
  const kind = kinds[type];

  it('is a value or one of the classes, and a class says nothing of the value', () => {
    fc.assert(
      fc.property(plainOf(type), anyForm(type), (plain, form) => {
        const reading = kind.read(plain, form);
        if (reading.kind === 'invalid') {
          expect(Object.keys(reading).sort()).toEqual(['kind', 'valueClass']);
          expect(reading.valueClass).toMatch(/^[a-z]+(_[a-z]+)*$/);
        } else {
          expect(JSON.stringify(reading.canon)).not.toContain('\\u0000');
          expect([reading.canon ?? []].flat().every((item) => item !== '' && item.isWellFormed())).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('comes back from a side as what that side can hold', () => {
    fc.assert(
      fc.property(plainOf(type), anyForm(type), anyForm(type), (plain, from, to) => {
        const canon = canonOf(plain, from);
        if (canon === undefined) return;
        const toForm = { ...to, region: from.region, currency: from.currency, values: from.values };
        const held = kind.holds(canon, toForm);
        expect(kind.holds(held, toForm)).toEqual(held);
        const written = kind.write(held, toForm);
        expect(kind.write(canon, toForm)).toEqual(written);
        if (written.kind === 'value') expect(canonOf(written.plain, toForm)).toEqual(held);
        else expect(Object.keys(written).sort()).toEqual(['kind', 'valueClass']);
      }),
      { numRuns: 300 },
    );
  });

  it('is merged alike from both ends where both sides can keep as much', () => {
    fc.assert(
      fc.property(plainOf(type), plainOf(type), anyForm(type), (one, other, form) => {
        const [a, b] = [canonOf(one, form), canonOf(other, form)];
        if (a === undefined || b === undefined) return;
        const merged = merge(a, b, form, form);
        expect(merge(b, a, form, form)).toEqual(merged);
        expect(merge(a, a, form, form)).toEqual(a);
        if (sameCanon(a, b)) expect(merged).toEqual(a);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves nothing of a value in what it is refused with', () => {
    const secret = 'q7Zx-secret@@';
    for (const plain of [secret, [secret], `${secret} USD`]) {
      expect(JSON.stringify(kind.read(plain, formOf(type, { values: {}, currency: 'EUR' })))).toMatch(
        /^\{"kind":"(value"|invalid","valueClass":"[a-z_]+"\}$)/,
      );
    }
  });
});
