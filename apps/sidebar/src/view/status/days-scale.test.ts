import { describe, expect, it } from 'vitest';
import { daysScale } from './days-scale.ts';

describe('daysScale', () => {
  it('gives a kept day the whole height and a lost one a foot that can be seen', () => {
    const height = daysScale([1, 0.5, null], 0.99);
    expect([height(1), height(0.5)]).toEqual([1, 0.12]);
  });

  it('puts the goal in the middle of good days, so that a near miss can be told from a hit', () => {
    const height = daysScale([0.998, 0.997], 0.99);
    expect(height(0.99)).toBeGreaterThan(0.6);
    expect(height(0.99)).toBeLessThan(height(0.997) - 0.1);
    expect(height(0.986)).toBeLessThan(height(0.99) - 0.1);
  });

  it('stands a goal of everything', () => {
    expect(daysScale([1, 1], 1)(1)).toBeGreaterThan(0);
  });
});
