import { describe, expect, it } from 'vitest';
import { canonOf, carried, helpdeskKeeps } from './fixtures.ts';

const withoutExtensions = { region: 'US', capacity: helpdeskKeeps };

describe('a phone number', () => {
  it.each([
    ['070-174 06 05', 'SE', '+46701740605'],
    ['+46 70 174 06 05', 'SE', '+46701740605'],
    ['+46701740605', undefined, '+46701740605'],
    ['020 7946 0999', 'GB', '+442079460999'],
    ['+442079460999', 'GB', '+442079460999'],
    ['0049 30 123456', 'GB', '+4930123456'],
    ['+49 30 123456', 'US', '+4930123456'],
    ['+39 06 12345678', undefined, '+390612345678'],
    ['(212) 555-0142 ext. 42', 'US', '+12125550142;ext=42'],
    ['+12125550142;ext=42', undefined, '+12125550142;ext=42'],
    ['+1 212 555 0142 x42', 'GB', '+12125550142;ext=42'],
    ['+12125550142', 'US', '+12125550142'],
    ['+46 (0)70-174 06 05', undefined, '+46701740605'],
    ['+44 (0)20 7946 0999', 'US', '+442079460999'],
  ])('%s, dialled in %s, is %s', (plain, region, canon) => {
    expect(canonOf('phone', plain, { region })).toBe(canon);
  });

  it.each([
    ['0711 123456', undefined],
    ['0711 123456', 'XX'],
    [' 555-0142 ', 'US'],
    ['call 020 7946 0999', 'GB'],
    ['020 7946 0999 or 020 7946 0998', 'GB'],
    ['+999 123456', undefined],
    ['112', 'GB'],
    ['+4600000000', undefined],
    ['+460;ext=42', undefined],
    ['ask Noor', 'GB'],
  ])('%s, dialled in %s, stays the text it is, on both sides', (plain, region) => {
    expect(canonOf('phone', plain, { region })).toBe(plain.trim());
    expect(carried('phone', plain, 'right', { region })).toBe(plain.trim());
  });

  it('is written with its extension where that is kept, and without it elsewhere', () => {
    expect(carried('phone', '(212) 555-0142 ext. 42', 'left', { region: 'US' })).toBe('+12125550142 ext. 42');
    expect(carried('phone', '(212) 555-0142 ext. 42', 'right', withoutExtensions)).toBe('+12125550142');
  });
});
