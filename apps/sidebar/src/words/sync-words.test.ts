import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { syncDe } from './sync-de.ts';
import { syncEn } from './sync-en.ts';
import { loadSyncWords } from './sync-load.ts';

/** Every text of a language, by its path. */
function texts(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : texts(value, `${path}${key}.`),
  );
}
const blanks = (words: object) =>
  Object.fromEntries(texts(words).map(([path, text]) => [path, (text.match(/\{\w+\}/g) ?? []).sort()]));

describe('the words of the Sync page', () => {
  it('say something everywhere, in German with the same blanks as in English', () => {
    expect(blanks(syncDe)).toEqual(blanks(syncEn));
    expect([syncDe, syncEn].flatMap((words) => texts(words).filter(([, text]) => !text.trim()))).toEqual([]);
  });

  it('have no percent signs: blanks have names', () => {
    expect([syncDe, syncEn].flatMap((words) => texts(words).filter(([, text]) => text.includes('%')))).toEqual([]);
  });

  it.each([
    ['en', syncEn],
    ['fr-FR', syncEn],
    ['de-AT', syncDe],
  ])('for %s are of one language', async (locale, words) => {
    expect(await loadSyncWords(locale)).toBe(words);
  });

  it('have none that nobody says', () => {
    const view = new URL('../view/sync/', import.meta.url);
    const source = readdirSync(view)
      .map((name) => readFileSync(new URL(name, view), 'utf8'))
      .join('\n');
    const said = new Set([...source.matchAll(/\bui\.(\w+)/g)].map(([, word]) => word));
    expect(Object.keys(syncEn.ui).filter((word) => !said.has(word))).toEqual([]);
  });
});
