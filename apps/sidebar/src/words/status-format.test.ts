import { describe, expect, it } from 'vitest';
import { createMeasures } from './status-format.ts';

const tidy = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const en = createMeasures('en');
const de = createMeasures('de');

describe('createMeasures', () => {
  it.each([
    [0, '0 ms'],
    [181.6, '182 ms'],
    [999.6, '1 s'],
    [1520, '1.5 s'],
  ])('%f ms take %s', (ms, text) => {
    expect(tidy(en.duration(ms))).toBe(text);
  });

  it.each([
    [0.9999, '99.9%'],
    [0.9896, '98.9%'],
    [0.57, '57%'],
    [0.291, '29%'],
    [1, '100%'],
    [0, '0%'],
  ])('%f is %s, never rounded up to what was not kept', (share, text) => {
    expect(en.percent(share)).toBe(text);
  });

  it('writes as the reader does', () => {
    expect(tidy(de.duration(1520))).toBe('1,5 s');
    expect(tidy(de.percent(0.9896))).toBe('98,9 %');
    expect(de.times(4.25)).toBe('4,3×');
    expect(de.weekday('2026-11-23')).toBe('Mo');
  });

  it('takes a strange language and a strange day as they are', () => {
    expect(createMeasures('??').times(2)).toBe('2×');
    expect(en.weekday('someday')).toBe('someday');
  });
});
