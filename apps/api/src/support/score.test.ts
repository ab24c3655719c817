import { FigureId, type HealthScore, type Step } from '@sidelight/shared/map/health-score.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Figures, figuresOf } from './figures.ts';
import { daysAgo, fact, nowMs, open, rules } from './fixtures.ts';
import { changeOf, pointsOf, scoreOf, trendOf } from './score.ts';

const calm = figuresOf([fact('1', 5), fact('2', 6), fact('3', 7)], rules, nowMs);

describe('a score', () => {
  it('is the start with its points, the one farthest out of each factor', () => {
    const figures = { ...calm, open_long: 4, csat_60d: 60, escalations_30d: 0 };
    expect(scoreOf(rules, figures)).toEqual({
      ...{ kind: 'scored', score: 84, risk: 'green' },
      reasons: [
        { factor: 'open_long', figure: 4, points: -12 },
        { factor: 'csat', figure: 60, points: -4 },
      ],
    });
  });

  it('is none where there are too few tickets to say anything', () => {
    expect(scoreOf(rules, { ...calm, tickets: 2 })).toEqual({ kind: 'too_few' });
  });

  it.each([
    [75, 'green'],
    [74, 'yellow'],
    [50, 'yellow'],
    [49, 'red'],
  ] as const)('of %i is %s', (start, risk) => {
    expect(scoreOf({ ...rules, start }, calm)).toMatchObject({ score: start, risk });
  });

  it('is held against the one of thirty days ago, from the same tickets', () => {
    const before = ['a', 'b', 'c'].map((id) => fact(id, 45));
    expect(changeOf(rules, [...before, fact('d', 10, { marks: ['escalated'] })], nowMs)).toBe(-30);
    expect(changeOf(rules, [...before.slice(1), fact('d', 10)], nowMs)).toBeUndefined();
    expect(trendOf(rules, [...before, fact('d', 10, { marks: ['escalated'] })], nowMs)).toEqual([
      100, 100, 100, 100, 70, 70, 70,
    ]);
  });

  it('gets better when what was open for long is solved', () => {
    const old = ['a', 'b', 'c'].map((id) => fact(id, 60, { solvedAtMs: daysAgo(3) }));
    expect(changeOf(rules, old, nowMs)).toBe(12);
    expect(
      changeOf(
        rules,
        old.map((one) => ({ ...one, ...open })),
        nowMs,
      ),
    ).toBe(0);
  });
});

const figure = fc.integer({ min: 0, max: 40 });
const figures: fc.Arbitrary<Figures> = fc
  .record({ ...Object.fromEntries(FigureId.options.map((id) => [id, figure])), tickets: fc.constant(10) })
  .map((some) => ({ ...calm, ...some }));

/** Steps as the map's check lets them be: the farther out, the more they count, and one way only. */
const steps = (kind: 'atLeast' | 'below', isBad: boolean): fc.Arbitrary<Step[]> =>
  fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 5 }),
      fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 5, maxLength: 5 }),
    )
    .map(([at, sizes]) => {
      const outward = at.toSorted((a, b) => (kind === 'atLeast' ? a - b : b - a));
      const points = sizes.toSorted((a, b) => a - b).map((size) => (isBad ? -size : size));
      return outward.map((size, i) =>
        kind === 'atLeast' ? { atLeast: size, points: points[i]! } : { below: size, points: points[i]! },
      );
    });
const factorOf = fc
  .constantFrom(...FigureId.options)
  .chain((id) =>
    fc
      .constantFrom('atLeast' as const, 'below' as const)
      .chain((kind) =>
        fc
          .boolean()
          .chain((isBad) =>
            steps(kind, isBad).map((own) => ({ figure: id, steps: own, reason: '{{n}}', kind, isBad })),
          ),
      ),
  );
const formula = fc.tuple(fc.array(factorOf, { minLength: 1, maxLength: 6 }), fc.integer({ min: 0, max: 100 }));
const scored = (from: HealthScore, seen: Figures): number => {
  const score = scoreOf(from, seen);
  if (score.kind !== 'scored') throw new Error('no score');
  return score.score;
};

describe('any score the map allows', () => {
  it('is between 0 and 100, and its points are what it differs from the start by', () => {
    fc.assert(
      fc.property(formula, figures, ([factors, start], seen) => {
        const given = { ...rules, start, factors: Object.fromEntries(factors.map((one, i) => [`f${i}`, one])) };
        const score = scoreOf(given, seen);
        if (score.kind !== 'scored') throw new Error('no score');
        expect(score.score).toBeGreaterThanOrEqual(0);
        expect(score.score).toBeLessThanOrEqual(100);
        const sum = score.reasons.reduce((total, { points }) => total + points, start);
        expect(score.score).toBe(Math.min(100, Math.max(0, sum)));
      }),
    );
  });

  it('never gets better by more of what a factor counts as bad, nor worse by more of what it counts as good', () => {
    fc.assert(
      fc.property(factorOf, fc.integer({ min: 0, max: 100 }), figures, figure, (factor, start, seen, other) => {
        const given = { ...rules, start, factors: { one: factor } };
        const [less, more] = [seen[factor.figure] ?? 0, other].toSorted((a, b) => a - b);
        const [low, high] = [less, more].map((n) => scored(given, { ...seen, [factor.figure]: n }));
        // More is worse where what is at least so much costs points, or where what is below brings some.
        const isMoreWorse = (factor.kind === 'atLeast') === factor.isBad;
        expect(isMoreWorse ? low! >= high! : low! <= high!).toBe(true);
      }),
    );
  });

  it('takes the step farthest out', () => {
    expect(
      pointsOf(
        [
          { atLeast: 1, points: -1 },
          { atLeast: 5, points: -9 },
        ],
        6,
      ),
    ).toBe(-9);
    expect(
      pointsOf(
        [
          { below: 90, points: -1 },
          { below: 50, points: -9 },
        ],
        40,
      ),
    ).toBe(-9);
    expect(pointsOf([{ below: 50, points: -9 }], 50)).toBe(0);
  });
});
