import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const [page, asvs] = [read('docs/security.md'), read('docs/asvs.md')];
/** `file` › “its own words”. */
const named = [...(page + asvs).matchAll(/`([\w/.-]+\.test\.ts)` › “(.+?)”(?=[;|.\s]|$)/g)].map(
  ([, file = '', words = '']) => ({ file, words }),
);

/**
 * OWASP ASVS 5.0.0: how many controls of levels 1 and 2 each section has. Those of level 3 stand behind them, but for
 * 3.1 and the like, which have none of ours.
 */
const SECTIONS: Readonly<Record<string, readonly number[]>> = {
  1: [2, 9, 11, 3, 2],
  2: [3, 3, 4, 1],
  3: [0, 2, 4, 6, 5, 0, 2],
  4: [3, 1, 2, 4],
  5: [1, 3, 2, 3],
  6: [3, 12, 4, 4, 5, 3, 0, 4],
  7: [3, 4, 2, 5, 2, 2],
  8: [2, 3, 1, 1],
  9: [3, 4],
  10: [2, 2, 4, 11, 5, 2, 3],
  11: [2, 3, 3, 4, 1, 1, 0],
  12: [3, 2, 4],
  13: [1, 5, 2, 5],
  14: [2, 4, 3],
  15: [3, 3, 7, 0],
  16: [1, 5, 4, 3, 3],
  17: [1, 4, 2],
};
const all = Object.entries(SECTIONS).flatMap(([chapter, sections]) =>
  sections.flatMap((most, at) => Array.from({ length: most }, (_, i) => `${chapter}.${at + 1}.${i + 1}`)),
);
const rows = asvs.split('\n').filter((line) => /^\| \d/.test(line));

/** Each control that a row begins with; `a to b` are all between them, too. */
function controlsOf(row: string): readonly string[] {
  const first = row.split(' | ')[0]!;
  return [...first.matchAll(/(\d+\.\d+\.\d+)(?: to (\d+\.\d+\.\d+))?/g)].flatMap(([, from = '', to = from]) => {
    const [begin, end] = [all.indexOf(from), all.indexOf(to)];
    return begin < 0 || end < begin ? [`${from} to ${to}`] : all.slice(begin, end + 1);
  });
}
const said = rows.flatMap(controlsOf);

describe('the pages about security', () => {
  it('name tests that there are, by their own words', () => {
    expect(named.length).toBeGreaterThan(130);
    const missing = named.filter(({ file, words }) => !existsSync(join(root, file)) || !read(file).includes(words));
    expect(missing).toEqual([]);
    // Whatever else looks like a test is one as well.
    const files = [...(page + asvs).matchAll(/`([\w/.-]+\.test\.ts)`/g)].map(([, file = '']) => file);
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  it('say of each control of levels 1 and 2 how it stands, once, and of no other', () => {
    expect(all).toHaveLength(253);
    expect(rows.filter((row) => !/^\| .+ \| .{4,} \|$/.test(row))).toEqual([]);
    expect(said.filter((id, at) => said.indexOf(id) !== at)).toEqual([]);
    expect(all.filter((id) => !said.includes(id))).toEqual([]);
    expect(said.filter((id) => !all.includes(id))).toEqual([]);
  });
});
