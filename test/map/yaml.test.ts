import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { knownConnectors } from '@sidelight/api/connectors/catalogue.ts';
import { loadMap } from '@sidelight/api/map/load-map.ts';
import { isMapError } from '@sidelight/api/map/map-error.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ours = join(import.meta.dirname, '../../map');
const CRM = 'systems/crm.yaml';
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'map-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A copy of the demo map after `change`, and every fault found in it; throws whatever is no such fault. */
async function faultsAfter(change: (copy: string) => Promise<void>): Promise<string[]> {
  const copy = await mkdtemp(join(folder, 'copy-'));
  await cp(ours, copy, { recursive: true });
  await change(copy);
  return loadMap(copy, AbortSignal.timeout(5000), knownConnectors).then(
    () => [],
    (error: unknown) => {
      if (!isMapError(error)) throw error;
      return error.faults.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
    },
  );
}
const edit =
  (file: string, old: string | RegExp, text: string) =>
  async (copy: string): Promise<void> => {
    const before = await readFile(join(copy, file), 'utf8');
    const after = before.replace(old, () => text);
    expect(after).not.toBe(before);
    await writeFile(join(copy, file), after);
  };
const put = (file: string, bytes: string | Uint8Array) => (copy: string) => writeFile(join(copy, file), bytes);

const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...[...'bcdefgh'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[i]}`).join(', ')}]`),
].join('\n');

describe('a file that is not plain YAML is a fault with its line, and what to write', () => {
  it.each([
    [
      'an alias nobody set',
      edit(CRM, 'contact: "#crm-admins"', 'contact: *crm_admins'),
      /^systems\/crm\.yaml:8:10 \*crm_admins is an alias to YAML; put the value in quotes/,
    ],
    ['an anchor', edit(CRM, 'category: crm', 'category: &kind crm'), /^systems\/crm\.yaml:5:\d+ &kind is an anchor/],
    [
      'a merge of what is not there',
      edit(CRM, 'connection: api', '<<: *base\nconnection: api'),
      /^systems\/crm\.yaml:9:5 \*base is an alias/,
    ],
    ['a bomb of aliases', put('teams.yaml', bomb), /^teams\.yaml:1:\d+ &a is an anchor/],
    [
      'a tag nobody knows',
      edit(CRM, 'category: crm', 'category: !vault crm'),
      /^systems\/crm\.yaml:5:\d+ !vault is a tag/,
    ],
    [
      'a tag of another language',
      edit(CRM, 'category: crm', 'category: !!python/object crm'),
      /^systems\/crm\.yaml:5:\d+ .* is a tag/,
    ],
    [
      'a tab',
      edit(CRM, '  hubspot:', '\thubspot:'),
      /^systems\/crm\.yaml:\d+:\d+ not valid YAML: a tab cannot indent; use spaces/,
    ],
    [
      'a key twice',
      edit(CRM, 'category: crm', 'category: crm\ncategory: crm'),
      /^systems\/crm\.yaml:6:1 not valid YAML: this key stands here twice/,
    ],
    [
      'a text with a colon in it',
      edit(CRM, 'contact: "#crm-admins"', 'contact: team: crm'),
      /^systems\/crm\.yaml:8:10 not valid YAML: a colon and a blank begin another value here; put a text/,
    ],
    [
      'a bracket that is not closed',
      edit(CRM, 'name: { en: CRM, de: CRM }', 'name: { en: CRM, de: CRM'),
      /^systems\/crm\.yaml:\d+:\d+ not valid YAML: a bracket is not closed/,
    ],
    [
      'a key that is missing, of which only some values are known',
      edit(CRM, 'class: internal', 'klass: internal'),
      /^systems\/crm\.yaml:\d+:\d+ fields\.account\.name\.class: is missing; write one of: open, internal/,
    ],
    [
      'two documents',
      edit(CRM, 'category: crm', '---\ncategory: crm'),
      /^systems\/crm\.yaml:5:\d+ not valid YAML: one file holds one document/,
    ],
    [
      'a text that does not end',
      edit(CRM, 'name: { en: CRM, de: CRM }', 'name: "CRM'),
      /^systems\/crm\.yaml:\d+:\d+ not valid YAML/,
    ],
    ['nothing', put(CRM, ''), /^systems\/crm\.yaml:1:1 the file: write keys with their values/],
    ['one word', put(CRM, 'hello'), /^systems\/crm\.yaml:1:1 the file: write keys with their values/],
    ['brackets too deep', put('cards.yaml', `a: 1\n${'['.repeat(100_000)}`), /^cards\.yaml:2:1 is nested too deep/],
    ['lists too deep', put('cards.yaml', '- '.repeat(100_000)), /^cards\.yaml:1:1 is nested too deep/],
    [
      'Latin 1',
      put(CRM, Buffer.concat([Buffer.from('system: crm\nname: '), Buffer.from([0xe9, 0x0a])])),
      /^systems\/crm\.yaml:2:1 this is not UTF-8; save the file as UTF-8/,
    ],
    ['UTF-16', put(CRM, Buffer.from('\ufeffsystem: crm\n', 'utf16le')), /^systems\/crm\.yaml:1:1 this is not UTF-8/],
    [
      'megabytes',
      put(CRM, `# ${'x'.repeat(1_100_000)}\n`),
      /^systems\/crm\.yaml:1:1 has \d+ bytes, and a file of the map 1000000 at most/,
    ],
  ] as const)('%s', async (_name, change, expected) => {
    const faults = await faultsAfter(change);
    expect(faults[0]).toMatch(expected);
  });

  it('a bracket that is not closed is one fault, in words, and not one for each line that follows from it', async () => {
    const faults = await faultsAfter(edit('cards.yaml', 'deadlineMs: 2500', 'bad: [\ndeadlineMs: 2500'));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^cards\.yaml:\d+:\d+ not valid YAML: a bracket is not closed/);
    const quotes = await faultsAfter(edit('cards.yaml', 'deadlineMs: 2500', 'deadlineMs: [2500}'));
    expect(quotes.join('\n')).not.toMatch(/token|scalar|collection|seq\b/i);
  });

  it('a folder in its place', async () => {
    const faults = await faultsAfter(async (copy) => {
      await rm(join(copy, CRM));
      await mkdir(join(copy, CRM));
    });
    expect(faults).toEqual([`${CRM}:1:1 is not a file; put the YAML file in its place`]);
  });

  it.skipIf(process.getuid?.() === 0)('one that may not be read', async () => {
    const faults = await faultsAfter((copy) => chmod(join(copy, CRM), 0));
    expect(faults[0]).toMatch(/^systems\/crm\.yaml:1:1 cannot be read \(EACCES\)/);
  });
});

describe('the options of a connector are checked with the map', () => {
  it.each([
    [
      'a number for a text',
      CRM,
      'portalId: "48160021"',
      'portalId: 48160021',
      'connectors.hubspot.options.portalId: must be text: put it in quotes',
    ],
    [
      'a text for a list',
      'systems/issues.yaml',
      'projects: [APP]',
      'projects: APP',
      'connectors.jira.options.projects: must be a list: write [APP]',
    ],
    [
      'blanks for a text',
      'systems/issues.yaml',
      'label: known-issue',
      'label: "  "',
      'connectors.jira.options.label: ',
    ],
    [
      'an option nobody reads',
      CRM,
      'portalId: "48160021"',
      'portalId: "48160021"\n      portal: "1"',
      'connectors.hubspot.options.portal: there is no such option; write one of: portalId',
    ],
    [
      'one that is missing',
      'systems/telemetry.yaml',
      'groupIndex: 0',
      'groupIndex: 7',
      'connectors.posthog.options.groupIndex: ',
    ],
    [
      '`ask` in the wrong place',
      'systems/telemetry.yaml',
      'groupIndex: 0',
      'groupIndex: 0\n      ask: [summary]',
      'connectors.posthog.options.ask: there is no such option',
    ],
    [
      'a property that cannot be part of a query',
      'systems/telemetry.yaml',
      'telemetry.errors: { connector: posthog, about: telemetry }',
      'telemetry.errors: { connector: posthog, about: telemetry, ask: [opt_in, "x) OR 1=1"] }',
      'x) OR 1=1 cannot be asked of posthog; write a name of letters, digits and _',
    ],
    [
      'a status page of a kind nobody reads',
      'systems/telemetry.yaml',
      'kind: incident_io',
      'kind: incidentio',
      'connectors.posthog.statusPage.kind: there is no such kind; write one of: zendesk, statuspage, incident_io, instatus',
    ],
    [
      'a role by number',
      'systems/helpdesk.yaml',
      'leadRoleIds: ["360001"]',
      'leadRoleIds: "360001"',
      'connectors.zendesk.options.leadRoleIds: must be a list: write [360001]',
    ],
  ])('%s', async (_name, file, old, text, expected) => {
    const [fault, ...more] = await faultsAfter(edit(file, old, text));
    const lines = (await readFile(join(ours, file), 'utf8')).split('\n');
    const line = lines.findIndex((one) => one.includes(old)) + text.split('\n').length;
    expect(fault).toMatch(new RegExp(`^${file}:${line}:\\d+ `));
    expect(fault).toContain(expected);
    expect(more).toEqual([]);
  });

  it('the place is where the value stands', async () => {
    const [fault] = await faultsAfter(edit(CRM, 'portalId: "48160021"', 'portalId: 48160021'));
    expect(fault).toMatch(/^systems\/crm\.yaml:\d+:17 /);
  });

  it('a connector nobody has written', async () => {
    const faults = await faultsAfter(edit(CRM, /hubspot/g, 'hubspott'));
    expect(faults[0]).toMatch(
      /^systems\/crm\.yaml:\d+:\d+ no connector is called hubspott; write one of: zendesk, hubspot,/,
    );
  });
});

describe('what we ask of a vendor while all is well', () => {
  const HEALTH = 'health.yaml';
  const posthog = (text: string) => edit('systems/telemetry.yaml', 'projectId: "7001"', `projectId: "7001"\n${text}`);
  const many =
    (...changes: ((copy: string) => Promise<void>)[]) =>
    async (copy: string) => {
      for (const change of changes) await change(copy);
    };

  it('may not be more than two hundredths of what it allows: the figures are said', async () => {
    const [fault, ...rest] = await faultsAfter(posthog('      queriesPerHour: 120'));
    expect(fault).toMatch(
      /^systems\/telemetry\.yaml:\d+:\d+ PostHog allows 120 calls an hour; probes make 12 an hour and the canary 8, 16\.7 % of it where 2 % is the most: raise quota\.quietMs here/,
    );
    expect(rest).toEqual([]);
  });

  it('may be less for that one alone', async () => {
    const slow = many(
      edit(
        'systems/telemetry.yaml',
        '    environment: live',
        '    environment: live\n    quota: { quietMs: 10800000 }',
      ),
      posthog('      queriesPerHour: 120'),
      edit(HEALTH, 'everyMs: 900000', 'everyMs: 3600000'),
    );
    expect(await faultsAfter(slow)).toEqual([]);
  });

  it.each([
    ['probes', 'quietMs: 300000', 'quietMs: 60000', /health\.yaml:\d+:\d+ .*300000/],
    ['the canary', 'everyMs: 900000', 'everyMs: 60000', /health\.yaml:\d+:\d+ .*900000/],
  ])('is never sooner than the schema allows: %s', async (_name, old, text, fault) => {
    expect((await faultsAfter(edit(HEALTH, old, text))).join()).toMatch(fault);
  });

  it.each([
    ['nothing', '0'],
    ['more than all', '1.5'],
  ])('a share of %s is none', async (_name, share) => {
    const change = edit(
      'systems/telemetry.yaml',
      '    environment: live',
      `    environment: live\n    quota: { share: ${share} }`,
    );
    expect(await faultsAfter(change)).toHaveLength(1);
  });
});
