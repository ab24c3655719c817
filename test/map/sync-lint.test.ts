import { checkTexts } from '@sidelight/api/map/load-map.ts';
import { describe, expect, it } from 'vitest';
import { demoTexts, faultsOf, NOW_MS, withChange } from './demo-map.ts';
import { syncFaults } from './sync-faults.ts';

const texts = await demoTexts();
const FILE = 'sync.yaml';
const said = (faults: ReturnType<typeof faultsOf>) => faults.map((f) => `${f.file}:${f.line}:${f.column} ${f.message}`);
const edited = (from: string, to: string) => withChange(texts, FILE, (text) => text.replace(from, () => to));

describe('lint of what both sides hold', () => {
  it.each(syncFaults)('names %s', (_, from, to, expected) => {
    const all = said(faultsOf(edited(from, to)));
    expect(all).toContainEqual(expect.stringMatching(expected));
    expect(all.every((one) => /^sync\.yaml:\d+:\d+ /.test(one))).toBe(true);
  });

  it('puts a fault where its value stands', () => {
    const [fault] = faultsOf(edited('user_fields.job_title', 'role'));
    const lines = texts.get(FILE)!.split('\n');
    expect(fault?.line).toBe(lines.findIndex((one) => one.includes('user_fields.job_title')) + 1);
    expect(fault?.column).toBe(lines[fault!.line - 1]!.indexOf('user_fields.job_title') + 1);
  });

  it('wants a flow each way', () => {
    const oneWay = withChange(texts, 'flows.yaml', (text) => text.replace('    direction: two_way\n', ''));
    expect(said(faultsOf(oneWay))).toEqual([]);
    const none = withChange(oneWay, 'flows.yaml', (text) =>
      text.replace('from: helpdesk\n    to: crm', 'from: helpdesk\n    to: billing'),
    );
    expect(said(faultsOf(none))).toEqual([
      expect.stringMatching(/moves data from helpdesk to crm, and no flow says so/),
    ]);
  });

  it('wants both sides, and some kind of record', () => {
    const nothing = new Map([...texts, [FILE, 'owners: { business: it, technical: it }\nobjects: {}\n']]);
    expect(said(faultsOf(nothing))).toEqual([expect.stringMatching(/^sync\.yaml:2:1 names no kind of record/)]);
    const alone = new Map([...texts].filter(([file]) => file !== 'systems/crm.yaml'));
    expect(said(faultsOf(alone))).toContainEqual(
      expect.stringMatching(/^sync\.yaml:\d+:1 there is no systems\/crm\.yaml/),
    );
  });

  it.each([
    [
      'a phone of no region',
      '        region: US\n',
      '',
      /numbers without a country code are compared as they are typed/,
    ],
    ['a wide wave', 'changes: 0.2', 'changes: 0.9', /90 % of all records could be changed before anybody is asked/],
    [
      'records nobody could find again',
      'needs: [email, name]',
      'needs: [job_title]',
      /a record could be made without email, and nobody could tell whether it is there already/,
    ],
    [
      'many records made at once',
      'creations: 0.1',
      'creations: 0.9',
      /could be made before anybody is asked, and nothing deletes them again; write 0\.25 or less/,
    ],
    ['many deletes', 'deletes: 0.02', 'deletes: 0.15', /15 % of all records could be deleted/],
    ['a patient breaker', 'rounds: 2', 'rounds: 9', /written 9 times against somebody who keeps changing it back/],
    ['a hasty alarm', 'lagMs: 120000', 'lagMs: 5000', /only found by asking/],
    ['a late review', 'reviewDueMs: 86400000', 'reviewDueMs: 864000000', /may wait for more than a week/],
  ])('points out %s, and lets it pass', (_, from, to, expected) => {
    const { warnings } = checkTexts(edited(from, to), NOW_MS);
    expect(said(warnings)).toEqual([expect.stringMatching(expected)]);
  });

  it('is not missed where a map holds nothing on both sides', () => {
    const without = new Map([...texts].filter(([file]) => file !== FILE));
    expect(checkTexts(without, NOW_MS)).toMatchObject({ warnings: [] });
    expect(checkTexts(without, NOW_MS).map).not.toHaveProperty('sync');
  });
});
