import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadMaps, mapFolderOf } from '@sidelight/api/map/load-maps.ts';
import { isMapError } from '@sidelight/api/map/map-error.ts';
import { tenantId } from '@sidelight/api/tenants/tenant-id.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ours = join(import.meta.dirname, '../../map');
const other = tenantId('other')!;
const signal = new AbortController().signal;
let folder: string;
let own: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maps-'));
  own = join(folder, 'tenants/other');
  await cp(ours, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

async function giveOwn(change: (teams: string) => string): Promise<void> {
  await cp(ours, own, { recursive: true });
  const before = await readFile(join(own, 'teams.yaml'), 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  await writeFile(join(own, 'teams.yaml'), after);
}

describe('a helpdesk with a map of its own', () => {
  it('goes by it whole, and everybody else by the one of all', async () => {
    await giveOwn((teams) => teams.replace('Integrations', 'Plumbers'));
    const { map, ownMaps } = await loadMaps(folder, signal);
    expect([...ownMaps.keys()]).toEqual(['other']);
    expect(JSON.stringify(ownMaps.get(other)?.teams)).toContain('Plumbers');
    expect(JSON.stringify(map.teams)).not.toContain('Plumbers');
    expect(await mapFolderOf(folder, other)).toBe(own);
    expect(await mapFolderOf(folder, tenantId('acme')!)).toBe(folder);
  });

  it('is refused with the folder of the file that is wrong', async () => {
    await giveOwn((teams) => teams.replace('teams:', 'teems:'));
    const error = await loadMaps(folder, signal).catch((e: unknown) => e);
    if (!isMapError(error)) throw error;
    expect(error.faults.map(({ file }) => file)).toContain('tenants/other/teams.yaml');
  });

  it('keeps its own fields equal, or none', async () => {
    await giveOwn((teams) => teams.replace('Integrations', 'Plumbers'));
    await rm(join(own, 'sync.yaml'));
    const { map, ownMaps } = await loadMaps(folder, signal);
    expect(ownMaps.get(other)?.sync).toBeUndefined();
    expect(Object.keys(map.sync?.objects ?? {})).toEqual(['contact', 'company']);
    await writeFile(join(own, 'sync.yaml'), 'objects: 3');
    const error = await loadMaps(folder, signal).catch((e: unknown) => e);
    if (!isMapError(error)) throw error;
    expect(new Set(error.faults.map(({ file }) => file))).toEqual(new Set(['tenants/other/sync.yaml']));
  });

  it('nobody needs one', async () => {
    expect((await loadMaps(folder, signal)).ownMaps.size).toBe(0);
  });
});
