import { SourceMap } from 'node:module';
import { describe, expect, it } from 'vitest';
import { byLine } from './line-map.ts';

const map = (mappings: string) =>
  new SourceMap({
    version: 3,
    file: 'x',
    sources: ['a.ts', 'b.ts'],
    sourcesContent: [],
    names: [],
    sourceRoot: '',
    mappings,
  });
const placeOf = (mappings: string, line: number, column: number) => {
  const entry = map(mappings).findEntry(line, column);
  return 'originalSource' in entry ? `${entry.originalSource}:${entry.originalLine}` : 'nothing';
};

describe('a map by line', () => {
  // Line 0: a.ts 0, a.ts 0 again, a.ts 5, nothing, b.ts 2; line 1: b.ts 2, b.ts 40.
  const whole = 'AAAA,IAAI,IAKA,E,GCHF;AAAA,iBAsCA';

  it('says the same file and line of every place', () => {
    const thin = byLine(whole);
    for (const [line, until] of [
      [0, 20],
      [1, 30],
    ] as const)
      for (let column = 0; column < until; column++)
        expect(placeOf(thin, line, column), `${line}:${column}`).toBe(placeOf(whole, line, column));
  });

  it('has no two segments of one line beside each other', () => {
    expect(byLine(whole).split(/[,;]/)).toHaveLength(whole.split(/[,;]/).length - 1);
    expect(byLine('AAAA,CAAC,CAAC,CAAC')).toBe('AAAA');
    expect(byLine(';;AAAA')).toBe(';;AAAA');
  });
});
