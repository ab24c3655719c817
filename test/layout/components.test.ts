import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const Importer = z.object({ dependencies: z.record(z.string(), z.object({ version: z.string() })).default({}) });
const Lock = z.object({
  importers: z.record(z.string(), Importer),
  packages: z.record(z.string(), z.object({ resolution: z.record(z.string(), z.unknown()) })),
  snapshots: z.record(z.string(), z.object({ dependencies: z.record(z.string(), z.string()).default({}) })),
});
const { importers, packages, snapshots } = Lock.parse(parse(read('pnpm-lock.yaml')));

/** What an app brings with it, and what that brings, as `name@version`. */
function broughtBy(app: string): ReadonlySet<string> {
  const found = new Set<string>();
  const follow = ([name, version]: readonly [string, string]): void => {
    if (version.startsWith('link:')) return;
    const key = snapshots[version] ? version : `${name}@${version}`;
    const plain = key.replace(/\(.*$/, '');
    if (found.has(key)) return;
    found.add(key).add(plain);
    for (const next of Object.entries(snapshots[key]?.dependencies ?? {})) follow(next);
  };
  for (const [name, { version }] of Object.entries(importers[app]!.dependencies)) follow([name, version]);
  return new Set([...found].filter((key) => packages[key]));
}

describe('what others have written', () => {
  it('comes from the registry alone, each package with the hash of what it was when it was taken in', () => {
    const all = Object.values(packages);
    expect(all.length).toBeGreaterThan(200);
    const strays = Object.entries(packages).filter(
      ([, { resolution }]) => Object.keys(resolution).join() !== 'integrity',
    );
    expect(strays.map(([name]) => name).filter((name) => !name.startsWith('node@'))).toEqual([]);
    expect(all.filter(({ resolution: { integrity } }) => !/^sha512-/.test(String(integrity ?? 'sha512-'))).length).toBe(
      0,
    );
  });

  it('is listed by name and version, all that the product runs on', () => {
    const rows = [...read('THIRD-PARTY-NOTICES.md').matchAll(/^\| (\S+) \| (\d\S*) \|/gm)];
    const listed = new Set(rows.map(([, name, version]) => `${name}@${version}`));
    const used = new Set(['apps/api', 'apps/sidebar', 'packages/shared'].flatMap((app) => [...broughtBy(app)]));
    expect(used.size).toBeGreaterThan(50);
    expect([...used].filter((one) => !listed.has(one)).toSorted()).toEqual([]);
    expect([...listed].filter((one) => !used.has(one)).toSorted()).toEqual([]);
  });
});
