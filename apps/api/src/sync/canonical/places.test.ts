import { describe, expect, it } from 'vitest';
import { canonOf } from './fixtures.ts';

describe('a language', () => {
  it.each([
    ['en_US', 'en-US'],
    ['EN-us', 'en-US'],
    ['pt-br', 'pt-BR'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['iw', 'he'],
    ['de', 'de'],
  ])('%s is %s', (plain, canon) => {
    expect(canonOf('language', plain)).toBe(canon);
  });

  it.each(['english', 'e', 'en us', 'x-private', '日本語', '-'])('%s is none', (plain) => {
    expect(canonOf('language', plain)).toEqual({ invalid: 'unknown_language' });
  });
});

describe('a country', () => {
  it.each([
    ['US', 'US'],
    ['usa', 'US'],
    ['United States', 'US'],
    ['united states of america', 'US'],
    ['U.S.', 'US'],
    ['UK', 'GB'],
    ['GBR', 'GB'],
    ['Czechia', 'CZ'],
    ['Türkiye', 'TR'],
    ['Turkey', 'TR'],
    ['Ivory Coast', 'CI'],
    ['Côte d’Ivoire', 'CI'],
    ['Cote d\u2019Ivoire', 'CI'],
    ['Netherlands', 'NL'],
    ['The Netherlands', 'NL'],
    ['Trinidad & Tobago', 'TT'],
    ['St. Lucia', 'LC'],
    ['Burma', 'MM'],
    ['Democratic Republic of the Congo', 'CD'],
  ])('%s is %s', (plain, canon) => {
    expect(canonOf('country', plain)).toBe(canon);
  });

  it.each(['FL', 'Florida', 'Congo', 'ZZ', 'EU', '840', 'Deutschland', 'constructor', '?'])('%s is none', (plain) => {
    expect(canonOf('country', plain)).toEqual({ invalid: 'unknown_country' });
  });
});
