import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadMap } from '@sidelight/api/map/load-map.ts';
import { isMapError } from '@sidelight/api/map/map-error.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ours = join(import.meta.dirname, '../../map');
const signal = new AbortController().signal;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'map-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Copies the demo map, changes one file, and answers with the faults found. */
async function faultsAfter(file: string, change: (text: string) => string): Promise<string[]> {
  const copy = await mkdtemp(join(folder, 'copy-'));
  await cp(ours, copy, { recursive: true });
  const before = await readFile(join(copy, file), 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  await writeFile(join(copy, file), after);
  const error = await loadMap(copy, signal).catch((e: unknown) => e);
  if (!isMapError(error)) return [];
  return error.faults.map((f) => `${f.file}:${f.line} ${f.message}`);
}

describe('the demo map', () => {
  it('loads, with five systems and a fallback for every field on a card', async () => {
    const map = await loadMap(ours, signal);
    expect(Object.keys(map.systems).sort()).toEqual(['billing', 'crm', 'helpdesk', 'issues', 'telemetry']);
    for (const id of map.cards.flatMap((card) => card.fields)) {
      const system = Object.values(map.systems).find((spec) => id in spec.fields)!;
      expect(system.fallbacks[system.fields[id]!.fallback]?.steps.length, id).toBeGreaterThan(0);
    }
  });
});

describe('a map that is wrong', () => {
  it.each([
    ['bad YAML', 'cards.yaml', (t: string) => `${t}\n  - [`, /^cards\.yaml:\d+ not valid YAML/],
    [
      'a missing fallback',
      'systems/crm.yaml',
      (t: string) => t.replace('fallback: account_by_hand', 'fallback: gone'),
      /^systems\/crm\.yaml:\d\d .*no fallback gone/,
    ],
    [
      'an unknown key',
      'systems/crm.yaml',
      (t: string) => t.replace('class: internal', 'klass: internal'),
      /no such key: klass/,
    ],
    [
      'an unknown class',
      'systems/crm.yaml',
      (t: string) => t.replace('class: internal', 'class: secret'),
      /write one of: open, internal, personal, financial/,
    ],
    [
      'an unknown team',
      'systems/billing.yaml',
      (t: string) => t.replace('business: revops', 'business: nobody'),
      /^systems\/billing\.yaml:\d+ no team nobody/,
    ],
    [
      'an expression that does not parse',
      'systems/billing.yaml',
      (t: string) => t.replace('value: main.seats', 'value: main.('),
      /^systems\/billing\.yaml:\d+ fields\.plan\.seats\.value: not a JSONata expression/,
    ],
    [
      'a card with a field nobody declares',
      'cards.yaml',
      (t: string) => t.replace('plan.seats', 'plan.chairs'),
      /^cards\.yaml:\d\d no system declares the field plan\.chairs/,
    ],
    [
      'a budget that is not a number',
      'systems/crm.yaml',
      (t: string) => t.replace('timeoutMs: 1500', 'timeoutMs: fast'),
      /^systems\/crm\.yaml:\d+ budget\.timeoutMs: write a number/,
    ],
    [
      'a read of nobody',
      'systems/telemetry.yaml',
      (t: string) => t.replace('from: telemetry.usage', 'from: telemetry.use'),
      /no read telemetry\.use here; write one of/,
    ],
  ])('names file and line of %s', async (_, file, change, expected) => {
    expect(await faultsAfter(file, change)).toEqual(expect.arrayContaining([expect.stringMatching(expected)]));
  });
});
