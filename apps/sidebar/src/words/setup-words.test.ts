import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { setupEn } from './setup-en.ts';
import { loadSetupWords } from './setup-load.ts';
import { setupSayDe } from './setup-say-de.ts';
import { setupSayEn } from './setup-say-en.ts';

/** Every text of a language, by its path. */
function texts(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : texts(value, `${path}${key}.`),
  );
}

/** The blanks of each text: parameters by name, in whatever order the language puts them, or else percent signs. */
const blanks = (words: object) =>
  Object.fromEntries(
    texts(words).map(([path, text]) => [path, (text.match(/\{\w+\}/g) ?? text.match(/%/g) ?? []).sort()]),
  );

describe('the words of the setup page', () => {
  it('say something everywhere, in German with the same blanks as in English', () => {
    expect(blanks(setupSayDe)).toEqual(blanks(setupSayEn));
    const empty = [setupSayDe, setupSayEn].map((words) => texts(words).filter(([, text]) => !text.trim()));
    expect(empty.map((one) => one.map(([path]) => path))).toEqual([['whoIsLeft.groups'], ['whoIsLeft.groups']]);
  });

  it.each([
    ['en', setupSayEn],
    ['fr-FR', setupSayEn],
    ['den', setupSayEn],
    ['de-AT', setupSayDe],
  ])('for %s are of one language', async (locale, words) => {
    expect(await loadSetupWords(locale)).toBe(words);
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
