import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joined, type NameParts, split } from './name-parts.ts';

const word = fc.constantFrom(
  'Ada',
  'María José',
  'van',
  'der',
  'O’Neil',
  'Núñez-Prado',
  'Bo',
  'Li',
  '李',
  'de la Cruz',
);
const name = fc.array(word, { maxLength: 4 }).map((words) => words.join(' '));
const parts = fc.tuple(name, name);

describe('a name in two parts', () => {
  it('is the same name when it is joined again, whatever stood there before', () => {
    fc.assert(
      fc.property(name, parts, (whole, now) => {
        expect(joined(split(whole, now))).toBe(whole);
      }),
    );
  });
  it('stays in the parts it is in while it is the same name', () => {
    fc.assert(
      fc.property(parts, (now) => {
        expect(split(joined(now), now)).toEqual(now);
      }),
    );
  });
  it('is split once: what has been split is not moved again', () => {
    fc.assert(
      fc.property(name, parts, (whole, now) => {
        const once = split(whole, now);
        expect(split(whole, once)).toEqual(once);
      }),
    );
  });
  it.each<[string, NameParts | undefined, NameParts]>([
    ['Ada Lovelace', undefined, ['Ada', 'Lovelace']],
    ['Ada King Lovelace', undefined, ['Ada King', 'Lovelace']],
    ['Ada', undefined, ['Ada', '']],
    // The part that has not changed is not touched.
    ['Ludwig van Beethoven', ['Ludwig', 'Beethoven'], ['Ludwig', 'van Beethoven']],
    ['Ada Byron King', ['Ada', 'King'], ['Ada', 'Byron King']],
    ['Augusta King', ['Ada', 'King'], ['Augusta', 'King']],
    ['Mary Ann de la Cruz', ['Mary', 'de la Cruz'], ['Mary', 'Ann de la Cruz']],
    ['Grace Hopper', ['Ada', 'King'], ['Grace', 'Hopper']],
    ['Adam King', ['Ada', 'Lovelace'], ['Adam', 'King']],
    ['King', ['Ada', 'King'], ['', 'King']],
    ['Ada', ['Ada', 'King'], ['Ada', '']],
    ['', ['Ada', 'King'], ['', '']],
  ])('%s over %j is %j', (whole, now, expected) => {
    expect(split(whole, now)).toEqual(expected);
  });
});
