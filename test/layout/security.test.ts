import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/security.md'), 'utf8');
/** `file` › “its own words”. */
const named = [...page.matchAll(/`([\w/.-]+\.test\.ts)` › “(.+?)”(?=[;|\s]|$)/g)].map(([, file = '', words = '']) => ({
  file,
  words,
}));
const rows = page
  .slice(page.indexOf('## OWASP ASVS'))
  .split('\n')
  .filter((line) => /^\| \d/.test(line));
const controls = rows.flatMap((row) => [...row.matchAll(/\b(\d+\.\d+\.\d+)\b/g)].map(([, id]) => id));

describe('the page about security', () => {
  it('names tests that there are, by their own words', () => {
    expect(named.length).toBeGreaterThan(40);
    const missing = named.filter(({ file, words }) => {
      const path = join(root, file);
      return !existsSync(path) || !readFileSync(path, 'utf8').includes(words);
    });
    expect(missing).toEqual([]);
  });

  it('says of each control how it stands, once', () => {
    expect(rows.filter((row) => !/^\| .+ \| .{4,} \|$/.test(row))).toEqual([]);
    expect(controls.filter((id, at) => controls.indexOf(id) !== at)).toEqual([]);
  });
});
