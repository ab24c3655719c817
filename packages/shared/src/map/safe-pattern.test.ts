import { describe, expect, it } from 'vitest';
import { compilePattern, isSafePattern, LONGEST_MATCHED } from './safe-pattern.ts';
import { Validation } from './sync.ts';

describe('a pattern of the map', () => {
  it.each([
    '[A-Z]{2}-\\d{4}',
    '^\\d{2,4}-\\d+-\\w+$',
    '[^@]+@[^@]+\\.[a-z]+',
    '(?:\\d{3}-)?\\d{4}',
    '(?:\\d{3} )*\\d{4}',
    'gold|silver|bronze',
    'C(\\d+|X)',
    '\\p{L}+[\\]a|)(]?',
    '\\u{41}+?',
    '(?:a{2}){3}',
    '\\(\\d+\\)',
    '',
  ])('%s is taken', (pattern) => {
    expect(isSafePattern(pattern)).toBe(true);
  });

  it.each([
    ['a repeat in a repeat', '(a+)+'],
    ['one in a bounded repeat', '(a{1,9}){1,9}'],
    ['one deeper down', '(?:x(?:a*)y)*'],
    ['a choice in a repeat', '(a|a)*'],
    ['a choice deeper down', '((a|ab)c)+'],
    ['an optional part in a repeat', '(?:ab?)+'],
    ['four open repeats', 'a*a*a*a*'],
    ['many optional parts', 'a?'.repeat(30)],
    ['rounds in rounds in rounds', '(?:(?:(?:(?:){256}){256}){256}){256}'],
    ['a look ahead', '(?=a+)a'],
    ['a look behind', '(?<=a+)a'],
    ['a reference back', '(a)\\1'],
    ['a named one', '(?<x>a)\\k<x>'],
    ['no pattern', '(a'],
    ['a bracket that closes too much', 'a)|(?:b'],
    ['a very long one', 'a'.repeat(201)],
  ])('%s is refused', (_, pattern) => {
    expect(isSafePattern(pattern)).toBe(false);
    expect(Validation.safeParse({ pattern }).success).toBe(false);
  });

  it('is soon through with the worst that is taken', () => {
    const worst = 'a*a*a*b';
    expect(isSafePattern(worst)).toBe(true);
    const started = performance.now();
    expect(compilePattern(worst).test(`${'a'.repeat(LONGEST_MATCHED - 1)}!`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('is of the whole value', () => {
    expect(compilePattern('a|b').test('ab')).toBe(false);
    expect(compilePattern('a|b').test('b')).toBe(true);
  });
});
