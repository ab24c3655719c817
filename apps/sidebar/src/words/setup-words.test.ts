import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { setupEn } from './setup-en.ts';
import { loadSetupWords } from './setup-load.ts';

/** Every text of a language, by its path. */
function texts(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : texts(value, `${path}${key}.`),
  );
}

describe('the words of the setup page', () => {
  it('say something everywhere, in German with the same blanks as in English', async () => {
    const blanks = (all: [string, string][]) =>
      Object.fromEntries(all.map(([path, text]) => [path, text.split('%').length]));
    const german = texts(await loadSetupWords('de-AT'));
    expect(blanks(german)).toEqual(blanks(texts(setupEn)));
    expect(german.filter(([, text]) => !text.trim())).toEqual([]);
  });

  it.each(['en', 'fr-FR', 'den'])('are English for %s', async (locale) => {
    expect(await loadSetupWords(locale)).toBe(setupEn);
  });

  it('has no word that nobody says', () => {
    const view = new URL('../view/setup/', import.meta.url);
    const source = readdirSync(view)
      .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
      .map((name) => readFileSync(new URL(name, view), 'utf8'))
      .concat(readFileSync(new URL('../setup.ts', import.meta.url), 'utf8'))
      .join('\n');
    const said = new Set([...source.matchAll(/\bui\.(\w+)/g)].map(([, word]) => word));
    expect(Object.keys(setupEn.ui).filter((word) => !said.has(word))).toEqual([]);
  });
});
