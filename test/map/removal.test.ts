import { describe, expect, it } from 'vitest';
import { demoTexts, faultsOf, withChange } from './demo-map.ts';
import { removables } from './removable.ts';

const texts = await demoTexts();
const cases = [...texts].flatMap(([file, text]) => removables(text).map((one) => ({ file, ...one })));

describe('a map in which one owner, class or fallback is missing', () => {
  it('is made by taking each of them out in turn', () => {
    const count = (end: RegExp) => cases.filter(({ path }) => end.test(path)).length;
    const yaml = [...texts.values()].join('\n').replaceAll(/^ +(?:\w+: \{ label: |values: \{).*$/gm, '');
    const keys = (key: string) => [...yaml.matchAll(new RegExp(`^\\s*(?:[^#\\n]*[{,]\\s*)?${key}:`, 'gm'))].length;
    for (const key of ['class', 'owner', 'fallback', 'business', 'technical'])
      expect(count(new RegExp(`\\.${key}$|^${key}$`)), key).toBe(keys(key));
    expect(count(/^fallbacks\./)).toBeGreaterThan(5);
    expect(faultsOf(texts)).toEqual([]);
  });

  it.each(cases)('$file:$line $path', ({ file, line, parentLine, without }) => {
    const faults = faultsOf(withChange(texts, file, () => without));
    const there = faults.filter((fault) => fault.file === file && fault.line <= line && fault.line >= parentLine);
    expect(there, JSON.stringify(faults)).not.toEqual([]);
    expect(there.every(({ message }) => message.length > 10)).toBe(true);
  });
});
