import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '@sidelight/api/connectors/catalogue.ts';
import { zendeskScopes } from '@sidelight/api/connectors/zendesk/scopes.ts';
import { describe, expect, it } from 'vitest';
import { pages } from '../../scripts/docs/pages.ts';
import { commandsIn, linksIn, pathsIn, scopesIn } from './named-in-docs.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(root, path)));
const documents = files.filter((path) => /^(README|docs\/[^/]+)\.md$/.test(path));

describe('what is made from the code', () => {
  it('is as `npm run docs` would write it', async () => {
    const made = await pages(root, AbortSignal.timeout(10_000));
    for (const [path, text] of made) expect(read(path), `${path}: run npm run docs`).toBe(text);
  });
});

describe.each(documents)('%s', (document) => {
  const text = read(document);

  it('names no file or folder that is not there', () => {
    const isThere = (path: string) =>
      files.some((file) => `/${file}`.endsWith(`/${path}`) || `/${file}`.includes(`/${path.replace(/\/$/, '')}/`));
    expect(pathsIn(text).filter((path) => !isThere(path))).toEqual([]);
  });

  it('leads to pages and headings that are there', () => {
    const strays = linksIn(text).filter(({ path, heading }) => {
      const target = path === '' ? document : join(document, '..', path);
      if (!existsSync(join(root, target))) return true;
      return heading !== undefined && !headingsOf(read(target)).includes(heading);
    });
    expect(strays).toEqual([]);
  });

  it('names no command that is not there', () => {
    const { npm, sidelight } = commandsIn(text);
    expect(npm.filter((name) => !npmCommands.includes(name))).toEqual([]);
    expect(sidelight.filter((verb) => !verbs.includes(verb))).toEqual([]);
  });

  it('names no scope that nobody asks for', () => {
    expect(scopesIn(text).filter((scope) => !scopes.includes(scope))).toEqual([]);
  });
});

it('reads what a document names', () => {
  const text = [
    'See `apps/{api,sidebar}/src`, `read/reader.ts`, `../port.ts` and `map/tenants/x.yaml`; `application/json` is none.',
    'Type `npm run nothing`, then `sidelight map burn` [here](deploy.md#docker) with `tickets:write`.',
    '```sh',
    'vitest run test/none.test.ts test/<vendor>',
    'npm start',
    '```',
  ].join('\n');
  expect(pathsIn(text)).toEqual(['apps/api/src', 'apps/sidebar/src', 'read/reader.ts', 'port.ts', 'test/none.test.ts']);
  expect(commandsIn(text)).toEqual({ npm: ['nothing', 'start'], sidelight: ['map burn'] });
  expect(linksIn(text)).toEqual([{ path: 'deploy.md', heading: 'docker' }]);
  expect(scopesIn(text)).toEqual(['tickets:write']);
});

it('the documents name every scope that is asked for', () => {
  const named = new Set(documents.flatMap((path) => scopesIn(read(path))));
  expect(scopes.filter((scope) => scopesIn(scope).length > 0 && !named.has(scope))).toEqual([]);
});

const npmCommands = ['test', ...Object.keys(JSON.parse(read('package.json')).scripts)];
// As the program itself lists them: two spaces, then the verb's two words.
const usage = execFileSync(process.execPath, [join(root, 'apps/api/src/cli/main.ts'), '--help'], { encoding: 'utf8' });
const verbs = [...usage.matchAll(/^ {2}([a-z]+ [a-z]+)/gm)].map((match) => match[1]!);
const place = { url: undefined, consoleUrl: undefined, environment: 'live' } as const;
const scopes = [
  ...zendeskScopes.map(({ scope }) => scope),
  ...[...catalogue.values()].flatMap(({ form }) =>
    form.methods(place).flatMap((method) => method.scopes.map(({ scope }) => scope)),
  ),
];
const headingsOf = (text: string) =>
  [...text.matchAll(/^#+ (.*)$/gm)].map((match) =>
    match[1]!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
