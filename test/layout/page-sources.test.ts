import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
/** What runs in a browser: the pages, and scripts that the server writes into pages of its own. */
const sources = ['apps/sidebar/src', 'packages/shared/src', 'apps/api/src/http']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  )
  .filter((file) => /\.tsx?$/.test(file) && !/\.(test|d)\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
const filesWith = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

describe('the pages', () => {
  it('keep nothing in the browser', () => {
    expect(sources.length).toBeGreaterThan(300);
    expect(filesWith(/\b(localStorage|sessionStorage|indexedDB|cookieStore|caches)\b|document\.cookie/)).toEqual([]);
  });

  it('hear no message of another window: tabs of one person speak by a channel of this origin, in lists of ids', () => {
    expect(filesWith(/postMessage|\bonmessage\b|addEventListener\(\s*'message'/)).toEqual([
      'apps/sidebar/src/host/tabs.ts',
    ]);
  });

  it('make no HTML and no program of a text', () => {
    const html = /\b(innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|setHTMLUnsafe|srcdoc)\b/;
    expect(filesWith(html)).toEqual([]);
    expect(filesWith(/\beval\(|new Function\(|document\.write|createContextualFragment|javascript:/)).toEqual([]);
  });
});
