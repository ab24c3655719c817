import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Observation } from '@sidelight/shared/map/observation.ts';
import { describe, expect, it } from 'vitest';
import { checkFiles } from '../load-map.ts';
import { parseMapTexts, readMapTexts } from '../map-files.ts';
import { driftInWords, driftOf } from './drift.ts';
import { patchFor } from './patch-for.ts';

const folder = join(import.meta.dirname, '../../../../../map');
const texts = await readMapTexts(folder, AbortSignal.timeout(5000));
const files = parseMapTexts(texts);
const { map } = checkFiles(files, Date.parse('2026-11-24T12:00:00Z'));
const every = (kind: Observation['kind'], names: readonly string[], detail = '', count = 1): Observation[] =>
  names.map((name) => ({ kind, name, detail, count }));
const reads = every(
  'read',
  Object.values(map.flows).flatMap((flow) => flow.reads),
);
const driftsOf = (...all: Observation[]) => driftOf(map, { days: 7, all: [...reads, ...all] });

describe('what differs from the map', () => {
  it('is nothing where everything declared was seen', () => expect(driftsOf()).toEqual([]));
  it('is nothing known where nothing was seen', () => expect(driftOf(map, { days: 7, all: [] })).toEqual([]));

  it.each<readonly [string, Observation[], RegExp]>([
    [
      'a call of nobody',
      every('call', ['billing/chargebee']),
      /billing was asked through chargebee, which the map does/,
    ],
    ['a field never filled', every('field', ['plan.worth'], 'absent', 30), /plan\.worth was never filled in 30 looks/],
    [
      'a field of another type',
      every('field', ['usage.errors'], 'bad_answer', 9),
      /usage\.errors holds something that/,
    ],
    ['a new code', every('code', ['payment.status'], 'grace_pd', 3), /payment\.status holds "grace_pd".*3 times/],
    [
      'a person',
      every('looks', ['account.name'], 'a phone number'),
      /account\.name looks like a phone number, and its/,
    ],
  ])('%s', (_, seen, words) => {
    const drifts = driftsOf(...seen);
    expect(drifts).toHaveLength(1);
    expect(driftInWords(drifts[0]!)).toMatch(words);
  });

  it.each<readonly [string, Observation[]]>([
    ['a field seen too seldom to tell', every('field', ['plan.worth'], 'absent', 5)],
    [
      'a field that is sometimes empty',
      [...every('field', ['plan.worth'], 'absent', 30), ...every('field', ['plan.worth'], 'filled')],
    ],
    [
      'one bad answer among many',
      [...every('field', ['plan.worth'], 'filled', 50), ...every('field', ['plan.worth'], 'bad_answer')],
    ],
    ['a person where one belongs', every('looks', ['customer.name'], 'an e-mail address')],
    ['a code that has a word', every('code', ['payment.status'], 'paid')],
  ])('is not %s', (_, seen) => expect(driftsOf(...seen)).toEqual([]));

  it('is a flow none of whose reads was answered', () => {
    const all = reads.filter(({ name }) => !name.startsWith('telemetry.'));
    expect(driftOf(map, { days: 7, all }).map(driftInWords)).toEqual([
      'flow usage_to_sidebar was never seen: none of telemetry.usage, telemetry.errors was answered',
    ]);
  });
});

describe('the patch', () => {
  it('is taken by git, changes what it says, and leaves a map that is in order', async () => {
    const drifts = driftsOf(
      ...every('code', ['payment.status'], 'grace_pd', 3),
      ...every('code', ['payment.status'], 'no', 1),
      ...every('code', ['plan.entitlement', 'account.tier'], 'Gold: "new"', 1),
      ...every('looks', ['account.name', 'plan.name'], 'a phone number'),
      ...every('looks', ['account.name'], 'an e-mail address'),
    );
    const patch = patchFor(drifts, files, texts, 'map');
    const place = await mkdtemp(join(tmpdir(), 'sidelight-drift-'));
    try {
      await cp(folder, join(place, 'map'), { recursive: true });
      await writeFile(join(place, 'drift.patch'), patch);
      execFileSync('git', ['init', '-q'], { cwd: place });
      execFileSync('git', ['apply', 'drift.patch'], { cwd: place });
      const patched = parseMapTexts(await readMapTexts(join(place, 'map'), AbortSignal.timeout(5000)));
      const after = checkFiles(patched, Date.parse('2026-11-24T12:00:00Z')).map;
      const field = (system: string, id: string) => after.systems[system]?.fields[id];
      expect(Object.keys(field('billing', 'payment.status')?.values ?? {})).toEqual(
        expect.arrayContaining(['grace_pd', 'no', 'paid']),
      );
      expect(field('crm', 'account.tier')?.values?.['Gold: "new"']?.label).toEqual({ en: 'Gold: "new"' });
      expect(field('crm', 'account.name')?.class).toBe('personal');
      expect(after.sync?.objects.company?.fields.name?.class).toBe('personal');
      expect(field('billing', 'plan.name')?.class).toBe('personal');
      const untouched = await readFile(join(place, 'map/flows.yaml'), 'utf8');
      expect(untouched).toBe(texts.get('flows.yaml'));
    } finally {
      await rm(place, { recursive: true });
    }
  });

  it('is empty where only people can tell', () => {
    expect(patchFor(driftsOf(...every('call', ['billing/chargebee'])), files, texts, 'map')).toBe('');
  });
});
