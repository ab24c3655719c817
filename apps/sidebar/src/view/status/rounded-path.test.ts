import { describe, expect, it } from 'vitest';
import { roundedPath } from './rounded-path.ts';

describe('roundedPath', () => {
  it('leaves a straight line straight', () => {
    expect(
      roundedPath([
        { x: 0, y: 0 },
        { x: 10, y: 5.25 },
      ]),
    ).toBe('M0 0L10 5.3');
  });

  it('rounds a corner, and two near ones no further than half way to each other', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 100, y: 20 },
      { x: 200, y: 20 },
    ];
    expect(roundedPath(points)).toBe('M0 0L82 0Q100 0 100 10L100 10Q100 20 118 20L200 20');
  });

  it('does not divide by a segment without length', () => {
    const same = { x: 5, y: 5 };
    expect(roundedPath([same, same, { x: 9, y: 5 }])).toBe('M5 5L5 5Q5 5 7 5L9 5');
  });
});
