import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../compile-pattern.ts';
import { repeatsOf } from './repeats.ts';

describe('repeats of a pattern', () => {
  it.each([
    ['[A-Z]{3}-\\d{4}', 0],
    ['[^@]+@[^@]+', 2],
    ['(?:DE)?\\d{9}', 0],
    ['(?<code>\\w+)(-\\d{2})*', 2],
    ['[(+*]{2}\\+\\(a', 0],
    ['\\d{1,50}', 1],
    ['a{2,}', 1],
  ])('%s is quick, with %i', (pattern, count) => {
    expect(compilePattern(pattern).kind).toBe('pattern');
    expect(repeatsOf(pattern)).toEqual({ isNested: false, hasBackReference: false, count });
  });

  it.each(['(a+)+', '(a|ab)*', '(a?a)*', '(?:x(a*))+', '((a+))*', '(a{1,5}){1,9}', '(a+){10}', '([a-z]+|\\d)+?'])(
    '%s is not',
    (pattern) => {
      expect(compilePattern(pattern).kind).toBe('pattern');
      expect(repeatsOf(pattern).isNested).toBe(true);
    },
  );

  it('sees what refers back', () => {
    expect(repeatsOf('(a)\\1').hasBackReference).toBe(true);
    expect(repeatsOf('(?<x>a)\\k<x>').hasBackReference).toBe(true);
    expect(repeatsOf('\\d\\0').hasBackReference).toBe(false);
  });
});
