import { cp, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { knownConnectors } from '../connectors/catalogue.ts';
import { replaceMapFile } from './replace-file.ts';

const shipped = join(import.meta.dirname, '../../../../map');
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'map-'));
  await cp(shipped, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

const text = () => readFile(join(folder, 'sync.yaml'), 'utf8');
const replace = (before: string, after: string) =>
  replaceMapFile({ folder, file: 'sync.yaml', before, after }, knownConnectors, Date.now(), AbortSignal.timeout(5000));

it('puts another text in the place of the file, and leaves nothing beside it', async () => {
  const before = await text();
  const files = await readdir(folder);
  const { mode } = await stat(join(folder, 'sync.yaml'));
  const after = before.replace('rule: crm_wins', 'rule: support_wins');
  expect(await replace(before, after)).toBe('done');
  expect(await text()).toBe(after);
  expect(await readdir(folder)).toEqual(files);
  expect((await stat(join(folder, 'sync.yaml'))).mode).toBe(mode);
});

it('changes nothing where somebody else has', async () => {
  const before = await text();
  expect(await replace(`${before}# as it was`, before)).toBe('changed');
  expect(await text()).toBe(before);
});

it('changes nothing where the map would not do', async () => {
  const before = await text();
  expect(await replace(before, before.replace('rule: crm_wins', 'rule: nobody_wins'))).toBe('faulty');
  expect(await replace(before, before.replace('match: [email]', 'match: [nothing]'))).toBe('faulty');
  expect(await text()).toBe(before);
});
