import { describe, expect, it } from 'vitest';
import { type Canon, sameCanon } from './canon.ts';
import { isSameOn, merge } from './compare.ts';
import { formOf, helpdeskKeeps } from './fixtures.ts';

const left = formOf('phone', { region: 'US' });
const right = formOf('phone', { region: 'US', side: 'right', capacity: helpdeskKeeps });
const full = '+12125550142;ext=42';
const short = '+12125550142';

describe('two values that are one', () => {
  it.each<[string, Canon, Canon, Canon | undefined]>([
    ['the fuller is the left one', full, short, full],
    ['the same', short, short, short],
    ['another number', full, '+12125550143', undefined],
    ['another extension', full, '+12125550142;ext=43', undefined],
    ['shorter on the side that could keep more', short, full, undefined],
    ['one is empty', null, short, undefined],
    ['both are', null, null, null],
    ['a national number without its region', '0711 123456', '+49711123456', '+49711123456'],
    ['one without its region and with an extension', '0711 123456 ext 4', '+49711123456', '+49711123456'],
    ['other digits', '0711 123457', '+49711123456', undefined],
    ['too few digits to tell', '123456', '+49711123456', undefined],
    ['two texts with the same digits', '0711/123456', '(0711) 123456', '(0711) 123456'],
    ['two texts without any', 'ask Noor', 'ask Jo', undefined],
    ['a text and a number', 'ask Noor', short, undefined],
  ])('%s', (_, a, b, expected) => {
    expect(merge(a, b, left, right)).toBe(expected);
  });

  it('a moment is the finer of the two', () => {
    const fine = formOf('instant');
    const coarse = formOf('instant', { side: 'right', capacity: helpdeskKeeps });
    const [ms, s] = ['2026-11-03T10:00:00.400Z', '2026-11-03T10:00:00.000Z'];
    expect(merge(ms, s, fine, coarse)).toBe(ms);
    expect(merge(s, ms, coarse, fine)).toBe(ms);
    expect(merge('2026-11-03T10:00:01.000Z', ms, fine, coarse)).toBeUndefined();
  });

  it('sets are compared item by item, and one of nothing is empty', () => {
    const form = formOf('multi_select');
    expect(merge(['api', 'sso'], ['api', 'sso'], form, form)).toEqual(['api', 'sso']);
    expect(merge(['api', 'sso'], ['api'], form, form)).toBeUndefined();
    expect(sameCanon([], null)).toBe(true);
    expect(sameCanon([], ['api'])).toBe(false);
    expect(sameCanon(['api'], 'api')).toBe(false);
  });
});

describe('a side that holds what was agreed', () => {
  it('as far as it can keep it', () => {
    expect(isSameOn(right, full, short)).toBe(true);
    expect(isSameOn(left, full, short)).toBe(false);
    expect(isSameOn(left, full, full)).toBe(true);
    expect(isSameOn(right, full, '+12125550143')).toBe(false);
    expect(isSameOn(right, null, null)).toBe(true);
    expect(isSameOn(right, full, null)).toBe(false);
  });

  it('in a spelling that cannot be made out, by its digits', () => {
    const nowhere = formOf('phone');
    expect(isSameOn(nowhere, '+46701740605', '070-174 06 05')).toBe(true);
    expect(isSameOn(nowhere, '+46701740605', '070-174 06 06')).toBe(false);
  });
});
