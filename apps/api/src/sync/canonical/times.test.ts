import { describe, expect, it } from 'vitest';
import { canonOf, formOf } from './fixtures.ts';
import { kinds } from './kinds.ts';

describe('a date', () => {
  it.each(['2026-12-01', '2024-02-29', '0099-01-01'])('%s is one', (plain) => {
    expect(canonOf('date', ` ${plain} `)).toBe(plain);
  });

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '1796083200000',
    '2026-12-01T00:00:00Z',
    '01/12/2026',
  ])('%s is none', (plain) => {
    expect(canonOf('date', plain)).toEqual({ invalid: 'not_a_date' });
  });
});

describe('an instant', () => {
  it.each([
    ['2026-11-03T10:00:00Z', '2026-11-03T10:00:00.000Z'],
    ['2026-11-03T10:00:00.123999Z', '2026-11-03T10:00:00.123Z'],
    ['2026-11-03T10:00Z', '2026-11-03T10:00:00.000Z'],
    ['2026-11-03T14:00:00+10:00', '2026-11-03T04:00:00.000Z'],
    ['2026-11-03t10:00:00.5z', '2026-11-03T10:00:00.500Z'],
  ])('%s is %s', (plain, canon) => {
    expect(canonOf('instant', plain)).toBe(canon);
  });

  it.each([
    '2026-11-03T10:00:00',
    '2026-11-03 10:00:00Z',
    '2026-02-30T10:00:00Z',
    '2026-11-03T24:00:00Z',
    '2026-11-03T10:60:00Z',
    '2026-11-03',
    '1796083200000',
    '9999-12-31T23:59:59-14:00',
    '0000-01-01T00:00:00+14:00',
  ])('%s is none', (plain) => {
    expect(canonOf('instant', plain)).toEqual({ invalid: 'not_an_instant' });
  });

  it.each([
    ['2026-11-03T10:00:00.999Z', '2026-11-03T10:00:00.000Z'],
    ['1969-12-31T23:59:59.999Z', '1969-12-31T23:59:59.000Z'],
  ])('%s is %s on a side that keeps seconds', (canon, held) => {
    const form = formOf('instant', { capacity: { ...formOf('instant').capacity, instantMs: 1000 } });
    expect(kinds.instant.holds(canon, form)).toBe(held);
    expect(kinds.instant.write(canon, form)).toEqual({ kind: 'value', plain: held });
  });
});

describe('a time zone', () => {
  it.each([
    ['US/Eastern', 'America/New_York'],
    ['us/eastern', 'America/New_York'],
    [' america/new_york ', 'America/New_York'],
    ['Europe/Berlin', 'Europe/Berlin'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['Etc/UTC', 'UTC'],
    ['GB', 'Europe/London'],
    ['US/Hawaii', 'Pacific/Honolulu'],
    ['US/Michigan', 'America/Detroit'],
  ])('%s is %s', (plain, canon) => {
    expect(canonOf('time_zone', plain)).toBe(canon);
  });

  it.each(['Eastern Time (US & Canada)', 'us_slash_eastern', '+01:00', '-05:00', 'Mars/Base', 'constructor', '5'])(
    '%s is none',
    (plain) => {
      expect(canonOf('time_zone', plain)).toEqual({ invalid: 'unknown_zone' });
    },
  );

  it('has one name, whichever the runtime prefers', () => {
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      const canon = canonOf('time_zone', zone);
      expect(canon).toBeTypeOf('string');
      const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: String(canon) }).resolvedOptions();
      expect(canonOf('time_zone', timeZone)).toBe(canon);
    }
  });
});
