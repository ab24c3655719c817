import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type Bad, manifest, put, putJson } from './bad/change.ts';
import { badContents } from './bad/contents.ts';
import { goodPackage, png, texts } from './bad/good-package.ts';
import { badLocations } from './bad/locations.ts';
import { badManifests } from './bad/manifests.ts';
import { badParameters } from './bad/parameters.ts';
import { badRequirements } from './bad/requirements.ts';
import { badTranslations } from './bad/translations.ts';
import { findingKeys } from './finding.ts';
import { validatePages } from './page-rules.ts';
import { validatePackage } from './validate.ts';
import { validateZip } from './validate-zip.ts';
import { pack } from './zip.ts';

const tables: Record<string, readonly Bad[]> = {
  ...{ manifest: badManifests, location: badLocations, parameter: badParameters },
  ...{ translation: badTranslations, requirement: badRequirements, content: badContents },
};
const all = Object.values(tables).flat();
const keysOf = (bad: Bad['change']) => [...new Set(validatePackage(bad(goodPackage())).map(({ key }) => key))].sort();

describe.each(Object.keys(tables))('a package with a bad %s', (name) => {
  it.each(tables[name] ?? [])('$what: $keys', ({ change, keys }) => {
    expect(keysOf(change)).toEqual([...keys].sort());
  });
});

describe('a good package', () => {
  const url = 'https://example.com/a';
  it.each<[string, Bad['change']]>([
    ['as it is', (files) => files],
    [
      'whose page is in it',
      (files) => put('assets/a.html', '')(manifest({ location: { support: { modal: 'assets/a.html?a=1' } } })(files)),
    ],
    ['on this machine', manifest({ location: { support: { modal: 'http://localhost:4310/a' } } })],
    ['whose host is a setting', manifest({ location: { support: { modal: 'https://{{setting.host}}/a' } } })],
    ['that another one wakes', manifest({ location: { support: { modal: { autoLoad: false } } } })],
    ['under the old name of its product', manifest({ location: { zendesk: { ticket_sidebar: url } } })],
    [
      'beside custom objects',
      manifest({ location: { support: { custom_object_record_sidebar: { url, objectTypes: ['car'] } } } }),
    ],
    [
      'with a secure setting',
      manifest({ parameters: [{ name: 'shared_key', secure: true, required: true, scopes: ['header'] }] }),
    ],
    ['with a certificate', manifest({ parameters: [{ name: 'a', type: 'mtls', allowed_domain: '*.a.example' }] })],
    ['with nothing set', manifest({ parameters: null, domainWhitelist: null, private: true })],
    ['with texts by product', putJson('translations/en.json', { app: { support: texts } })],
    ['with other languages', putJson('translations/pt-br.json', { app: {} })],
    ['with a banner', put('assets/banner.png', png(1660, 400))],
    ['with a custom object', putJson('requirements.json', { custom_objects_v2: { objects: [{ key: 'car' }] } })],
    ['with code as an asset', put('assets/a.js', 'fetch("https://example.com")')],
  ])('%s: nothing', (_, change) => {
    expect(validatePackage(change(goodPackage()))).toEqual([]);
  });
});

describe('a zip', () => {
  it('is judged by what is in it', () => {
    expect(validateZip(pack(goodPackage()))).toEqual([]);
  });

  it('that is none is one finding', () => {
    expect(validateZip(new Uint8Array([1, 2, 3]))).toMatchObject([{ key: 'listing.unreadable_zip', level: 'error' }]);
  });

  it('that would fill the memory is not unpacked', () => {
    const zeros = new Uint8Array(30_000_000);
    const bomb = zipSync({ 'assets/a.txt': zeros }, { level: 9 });
    expect(bomb.length).toBeLessThan(100_000);
    const before = process.memoryUsage().arrayBuffers;
    const why = { key: 'listing.unreadable_zip', message: expect.stringContaining('20 MB') };
    expect(validateZip(bomb)).toMatchObject([why]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(zeros.length / 2);
  });

  it('with a link in it is told from one with a file of that name', () => {
    const zip = (mode: number) =>
      zipSync({
        ...Object.fromEntries(goodPackage()),
        'assets/link.txt': [new Uint8Array(4), { os: 3, attrs: mode << 16 }],
      });
    expect(validateZip(zip(0o120777))).toMatchObject([{ key: 'symlink_in_zip', where: 'assets/link.txt' }]);
    expect(validateZip(zip(0o100644))).toEqual([]);
  });
});

describe('the pages', () => {
  const manifest = { location: { support: { nav_bar: { url: 'https://example.com/zaf/nav_bar' } } } };
  const judge = (pages: [string, Uint8Array][]) => validatePages(new Map(pages), manifest).map(({ key }) => key);
  const page = (name: string, text: string): [string, Uint8Array] => [
    `apps/sidebar/dist/${name}`,
    new TextEncoder().encode(text),
  ];

  it('are all there, and name nothing a reviewer would ask about', () => {
    expect(judge([page('nav_bar.html', '<p>')])).toEqual([]);
    expect(judge([])).toEqual(['listing.missing_page']);
    expect(judge([page('nav_bar.html', ''), page('a.js', '"http://a.example"+"username"')])).toEqual([
      ...['insecure_http_request', 'generic_secrets'],
    ]);
  });
});

it('no key is without a package that has it', () => {
  const shown = new Set(all.flatMap(({ keys }) => keys));
  const elsewhere = ['listing.unreadable_zip', 'listing.missing_page', 'symlink_in_zip'];
  expect(findingKeys.filter((key) => !shown.has(key) && !elsewhere.includes(key))).toEqual([]);
});

it('every finding says what to do, in a sentence', () => {
  const messages = all.flatMap(({ change }) => validatePackage(change(goodPackage()))).map(({ message }) => message);
  expect(messages.filter((message) => !/^.*[^.]\.$/s.test(message))).toEqual([]);
});
