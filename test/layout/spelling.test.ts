import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

/** What people are told in English is in American English, as Zendesk's own screens are. */
const root = join(import.meta.dirname, '../..');
const BRITISH =
  /\b(organis|authoris|recognis|summaris|normalis|synchronis|minimis|prioritis|customis|colour|behaviour|favour|centre\b|catalogue|cancell(?:ed|ing)\b|labell|travell|programme\b|whilst\b|licence)/i;

async function files(folder: string, wanted: RegExp): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true });
  return entries.filter((name) => wanted.test(name) && !/\.test\.tsx?$/.test(name)).map((name) => join(folder, name));
}

/** Lines, each without its comment. Codes and names of ours are neither sentences nor read by anybody. */
async function texts(file: string, isText: (line: string) => boolean): Promise<string[]> {
  const lines = (await readFile(join(root, file), 'utf8')).split('\n');
  return lines.flatMap((line, at) => {
    const code = line.replace(/^\s*(\/?\*|\/\/|#).*/, '').replace(/\s\/\/ .*$/, '');
    const british = /'?en-GB'?: (?:(['"]).*?\1|[^,}]*)/;
    const said = code
      .replace(/\bde: (['"]).*?\1/, '')
      .replace(british, '')
      .replace(/^\s*\w+: /, '');
    return isText(code) && BRITISH.test(said) ? [`${file}:${at + 1} ${said.trim()}`] : [];
  });
}

const hasSentence = (line: string): boolean => /(['"`])[^'"`]*\b[a-z]+ [a-z]+[^'"`]*\1/i.test(line);
const isEnglish = (line: string): boolean => /\ben: /.test(line);
const every = (): boolean => true;

it.each<readonly [what: string, folder: string, wanted: RegExp, isText: (line: string) => boolean]>([
  ['the pages', 'apps/sidebar/src/words', /-?en\.ts$/, hasSentence],
  ['the map', 'map', /\.yaml$/, isEnglish],
  ['what the vendors’ forms ask', 'apps/api/src/connectors', /\.ts$/, isEnglish],
  ['the alerts', 'apps/api/src/alerts', /\.ts$/, hasSentence],
  ['the monthly report', 'apps/api/src/report', /\.ts$/, hasSentence],
  ['the command line', 'apps/api/src/cli', /\.ts$/, hasSentence],
  ['the faults of a map', 'apps/api/src/map', /\.ts$/, hasSentence],
  ['the marketplace', 'translations', /^en\.json$/, every],
])('in %s', async (_, folder, wanted, isText) => {
  const found = await Promise.all((await files(folder, wanted)).map((file) => texts(file, isText)));
  expect(found.flat()).toEqual([]);
});

it('in the docs', async () => {
  const all = (await readdir(join(root, 'docs'))).filter((name) => name.endsWith('.md') && name !== 'words.md');
  expect(all.length).toBeGreaterThan(15);
  for (const name of all) {
    const prose = (await readFile(join(root, 'docs', name), 'utf8')).replace(/```[\s\S]*?```|`[^`\n]*`/g, '');
    const found = prose.split('\n').filter((line) => BRITISH.test(line.replace(/\]\([^)]*\)/g, '')));
    expect(found, name).toEqual([]);
  }
});

const AMERICAN =
  /\b\w*(?:organiz|authoriz|recogniz|synchroniz|prioritiz|categoriz|canceled|canceling|labeled)\w*|\b(?:color|favor|behavior|catalog|practiced)\b/i;
const Several = z.object({ en: z.string(), 'en-GB': z.string().optional() });

/** Texts that a reader in Britain is shown as Americans spell them. */
function americanIn(part: unknown): readonly string[] {
  const { data } = Several.safeParse(part);
  const said = data?.['en-GB'] ?? data?.en ?? '';
  const deeper = typeof part === 'object' && part !== null ? Object.values(part).flatMap(americanIn) : [];
  return [...(AMERICAN.test(said) ? [said] : []), ...deeper];
}

it('the map’s texts that Britain spells otherwise say so for it', async () => {
  expect(americanIn([{ label: { en: 'Canceled' } }, { en: 'Canceled', 'en-GB': 'Cancelled' }])).toEqual(['Canceled']);
  const read = (file: string) => readFile(join(root, file), 'utf8');
  const maps = await Promise.all((await files('map', /\.yaml$/)).map(read));
  expect(maps.flatMap((text) => americanIn(parse(text)))).toEqual([]);
});

it('what the vendors’ forms ask is spelled alike in both', async () => {
  const lines = (await files('apps/api/src/connectors', /\.ts$/)).map(async (file) =>
    (await readFile(join(root, file), 'utf8')).split('\n').filter((line) => isEnglish(line) && AMERICAN.test(line)),
  );
  expect((await Promise.all(lines)).flat()).toEqual([]);
});
