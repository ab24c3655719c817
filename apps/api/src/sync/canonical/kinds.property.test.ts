import { SyncType } from '@sidelight/shared/map/sync.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyForm, plainOf } from './any-value.ts';
import { type FieldForm, type Plain, sameCanon } from './canon.ts';
import { merge } from './compare.ts';
import { formOf } from './fixtures.ts';
import { kinds } from './kinds.ts';

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
