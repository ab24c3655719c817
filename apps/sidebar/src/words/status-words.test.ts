import { readdirSync, readFileSync } from 'node:fs';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { describe, expect, it } from 'vitest';
import { statusEn } from './status-en.ts';
import { loadPageWords } from './status-load.ts';

/** Every text of a language, by its path. */
function texts(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : texts(value, `${path}${key}.`),
  );
}

describe('the words of the status page', () => {
  it('says something everywhere, in German with the same blanks as in English', async () => {
    const { say } = await loadPageWords('de-AT');
    const blanks = (all: [string, string][]) =>
      Object.fromEntries(all.map(([path, text]) => [path, text.split('%').length]));
    expect(blanks(texts(say))).toEqual(blanks(texts(statusEn)));
    expect(texts(say).filter(([, text]) => !text.trim())).toEqual([]);
  });

  it('says for each limit how long it is, also where only the vendor knows (0)', async () => {
    for (const { window } of [statusEn, (await loadPageWords('de')).say])
      for (const ms of [0, 1000, 10_000, 60_000, 3_600_000, 86_400_000])
        expect(ownValue<string>(window, String(ms)), String(ms)).toMatch(/\w{2}/);
  });

  it.each(['en', 'fr-FR', 'den'])('is English for %s', async (locale) => {
    expect((await loadPageWords(locale)).say).toBe(statusEn);
  });

  it('has no word that nobody says', () => {
    const view = new URL('../view/status/', import.meta.url);
    const source = readdirSync(view)
      .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
      .map((name) => readFileSync(new URL(name, view), 'utf8'))
      .join('\n');
    const said = new Set([...source.matchAll(/\bui\.(\w+)/g)].map(([, word]) => word));
    expect(Object.keys(statusEn.ui).filter((word) => !said.has(word))).toEqual([]);
  });
});
