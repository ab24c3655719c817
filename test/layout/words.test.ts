import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** The last column of the glossary: what no screen says. */
async function refused(): Promise<readonly string[]> {
  const rows = (await readFile(join(root, 'docs/words.md'), 'utf8'))
    .split('\n')
    .filter((line) => line.startsWith('| '));
  return rows
    .slice(1)
    .flatMap((row) => (row.split('|').at(-2) ?? '').split('·'))
    .map((phrase) => phrase.trim().toLowerCase())
    .filter(Boolean);
}

const saysIn = (text: string, phrases: readonly string[]): readonly string[] =>
  phrases.filter((phrase) => new RegExp(`(?<!\\p{L})${phrase}(?!\\p{L})`, 'iu').test(text));

it('no screen says what the glossary refuses, in either language', async () => {
  const phrases = await refused();
  expect(phrases).toContain('mends it');
  expect(phrases).toContain('keine angabe');
  const found: string[] = [];
  for await (const file of glob(['apps/sidebar/src/words/*.ts', 'map/**/*.yaml'], { cwd: root })) {
    if (file.endsWith('.test.ts')) continue;
    const text = await readFile(join(root, file), 'utf8');
    for (const phrase of saysIn(text, phrases)) found.push(`${file}: ${phrase}`);
  }
  expect(found).toEqual([]);
});

it('finds a phrase in a sentence, and not in the middle of a word', () => {
  expect(saysIn("fix: 'This mends it.'", ['mends it'])).toEqual(['mends it']);
  expect(saysIn('recommends it', ['mends it'])).toEqual([]);
});
