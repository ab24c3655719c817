import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

interface Term {
  readonly english: readonly string[];
  readonly german: readonly string[];
  /** What no screen says. */
  readonly refused: readonly string[];
}

const phrases = (cell = ''): readonly string[] =>
  cell
    .split('·')
    .map((phrase) => phrase.trim().toLowerCase())
    .filter(Boolean);

async function glossary(): Promise<readonly Term[]> {
  const rows = (await readFile(join(root, 'docs/words.md'), 'utf8'))
    .split('\n')
    .filter((line) => line.startsWith('| '));
  return rows.slice(1).map((row) => {
    const cells = row.split('|');
    return { english: phrases(cells[2]), german: phrases(cells[3]), refused: phrases(cells[5]) };
  });
}

/** What the server itself writes for people stands in files that say it in both languages. */
const speaksGerman = (text: string): boolean => /\bde: ?['"`{]|^const de\b/m.test(text);

async function screens(): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for await (const file of glob(
    ['apps/sidebar/src/words/*.ts', 'map/**/*.yaml', '{apps/api,packages/shared}/src/**/*.ts'],
    {
      cwd: root,
    },
  )) {
    const text = await readFile(join(root, file), 'utf8');
    const isServer = !file.startsWith('map') && !file.includes('/words/');
    if (!file.endsWith('.test.ts') && (!isServer || speaksGerman(text))) texts.set(file, text);
  }
  return texts;
}

const saysIn = (text: string, wanted: readonly string[]): readonly string[] =>
  wanted.filter((phrase) => new RegExp(`(?<!\\p{L})${phrase}(?!\\p{L})`, 'iu').test(text));

const ENGLISH = ['README.md', 'docs/*.md', 'apps/api/src/{cli,alerts}/*.ts', 'apps/api/src/http/openapi*.ts'];

const withoutNames = (prose: string): string => prose.replace(/```[\s\S]*?```|`[^`\n]*`/g, '');

/** What is read in English alone. What stands between backticks has a name of its own. */
async function elsewhere(): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for await (const file of glob(ENGLISH, { cwd: root })) {
    const text = await readFile(join(root, file), 'utf8');
    if (!/\.test\.ts$|docs\/words\.md$/.test(file)) texts.set(file, file.endsWith('.md') ? withoutNames(text) : text);
  }
  return texts;
}

/** The comments of a file, each in one line. */
const commentsIn = (code: string): string =>
  [...code.matchAll(/\/\*[\s\S]*?\*\/|(?:^|\s)\/\/ .*$/gm)]
    .map(([text]) => text.replace(/\s*\n\s*(?:\*(?!\/))? */g, ' '))
    .join('\n');

/** Refused for one meaning of theirs. What developers read says them in the others, too. */
const ORDINARY = ['cut off', 'does not do', 'not taken'];

/** What developers read. */
async function comments(): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for await (const file of glob(['{apps,packages}/*/src/**/*.{ts,tsx}', 'scripts/**/*.ts'], { cwd: root }))
    if (!/\.test\.tsx?$/.test(file)) texts.set(file, commentsIn(await readFile(join(root, file), 'utf8')));
  return texts.set('CHANGELOG.md', withoutNames(await readFile(join(root, 'CHANGELOG.md'), 'utf8')));
}

it('no screen says what the glossary refuses, in either language, and neither do docs, alerts, the command line and comments', async () => {
  const refused = (await glossary()).flatMap((term) => term.refused);
  expect(refused).toContain('mends it');
  expect(refused).toContain('keine angabe');
  const found: string[] = [];
  for (const [file, text] of [...(await screens()), ...(await elsewhere())])
    for (const phrase of saysIn(text, refused)) found.push(`${file}: ${phrase}`);
  const always = refused.filter((phrase) => !ORDINARY.includes(phrase));
  for (const [file, text] of await comments())
    for (const phrase of saysIn(text, always)) found.push(`${file}: ${phrase}`);
  expect(found).toEqual([]);
});

it('every term is on a screen, in both languages', async () => {
  const terms = await glossary();
  expect(terms.length).toBeGreaterThan(25);
  const text = [...(await screens()).values()].join('\n').toLowerCase();
  const missing = terms
    .flatMap(({ english, german }) => [...english, ...german])
    .filter((phrase) => !text.includes(phrase));
  expect(missing).toEqual([]);
});

it('holds the map and what the server writes to it, too', async () => {
  const files = [...(await screens()).keys()];
  expect(files).toContain('map/systems/billing.yaml');
  expect(files).toContain('apps/api/src/http/plain-page-words.ts');
  expect(files).toContain('apps/api/src/connectors/zendesk/scopes.ts');
  const others = [...(await elsewhere()).keys()];
  const wanted = ['README.md', 'docs/sync.md', 'apps/api/src/alerts/sync-sentence.ts', 'apps/api/src/http/openapi.ts'];
  expect(others).toEqual(expect.arrayContaining(wanted));
  const code = [...(await comments()).keys()];
  expect(code).toEqual(
    expect.arrayContaining(['apps/api/src/serve.ts', 'apps/sidebar/src/view/status/alert-line.tsx']),
  );
});

it('reads a comment as one text, and no code', () => {
  const code = "const fix = 1; // one\n/**\n * who can\n * fix it\n */\nconst address = 'http://fix'; /* two */";
  expect(
    commentsIn(code)
      .split('\n')
      .map((text) => text.trim()),
  ).toEqual(['// one', '/** who can fix it */', '/* two */']);
});

it('finds a phrase in a sentence, and not in the middle of a word', () => {
  expect(saysIn("fix: 'This mends it.'", ['mends it'])).toEqual(['mends it']);
  expect(saysIn('recommends it', ['mends it'])).toEqual([]);
});
