import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { blanks } from './blanks.ts';
import { syncUnpairedDe } from './sync-unpaired-de.ts';
import { syncUnpairedEn } from './sync-unpaired-en.ts';
import { loadSyncUnpairedWords } from './sync-unpaired-load.ts';

it('have the same blanks in both languages, and are of the reader’s', async () => {
  expect(blanks(syncUnpairedDe)).toEqual(blanks(syncUnpairedEn));
  expect(await loadSyncUnpairedWords('de-AT')).toBe(syncUnpairedDe);
  expect(await loadSyncUnpairedWords('fr')).toBe(syncUnpairedEn);
});

it('have none that nobody says', () => {
  const folders = ['../view/sync-unpaired/', '../model/sync-unpaired/'].map((path) => new URL(path, import.meta.url));
  const source = folders
    .flatMap((folder) => readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8')))
    .join('\n');
  const said = new Set([...source.matchAll(/\bwords\.(\w+)/g)].map(([, word]) => word));
  expect(Object.keys(syncUnpairedEn).filter((word) => !said.has(word))).toEqual([]);
});
