import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mutants } from './list.ts';
import { edited } from './mutant.ts';

const root = join(import.meta.dirname, '../../..');

describe('each mutant', () => {
  it.each(mutants)('$name: still applies to the product as it is', async ({ edits, caughtBy }) => {
    const texts = new Map<string, string>();
    for (const edit of edits) {
      const before = texts.get(edit.file) ?? (await readFile(join(root, edit.file), 'utf8'));
      texts.set(edit.file, edited(before, edit));
    }
    expect(existsSync(join(root, caughtBy.file))).toBe(true);
  });

  it('has a name of its own, and stands in docs/chaos.md', async () => {
    const names = mutants.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const page = await readFile(join(root, 'docs/chaos.md'), 'utf8');
    expect(names.filter((name) => !page.includes(`| ${name} |`))).toEqual([]);
  });
});

it('a patch that has gone stale says so', () => {
  const edit = { file: 'x.ts', old: 'b', new: '$&' };
  expect(edited('abc', edit)).toBe('a$&c');
  expect(() => edited('abb', edit)).toThrow('2 times');
  expect(() => edited('ac', edit)).toThrow('0 times');
});
