import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '@sidelight/api/cli/run-cli.ts';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../..');
const program = join(root, 'apps/api/src/cli/main.ts');

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}
const run = (file: string, args: readonly string[], cwd: string): Promise<Said> =>
  new Promise((resolve) => {
    const env = { PATH: process.env.PATH, HOME: cwd, GIT_CONFIG_NOSYSTEM: '1' };
    const child = execFile(file, args, { cwd, env }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sidelight-map-'));
  await cp(join(root, 'map'), join(folder, 'map'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

/** The program itself, without a process of its own: each costs seconds. The first test starts one. */
async function sidelight(...args: string[]): Promise<Said> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(args, {
    ...{ cwd: folder, env: { PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: '1' } },
    ...{ out: (text) => void out.push(text), err: (text) => void err.push(text) },
    ...{ now: Date.now, signal: AbortSignal.timeout(30_000) },
  });
  return { code, out: out.join(''), err: err.join('') };
}
const git = (...args: string[]) => run('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.example', ...args], folder);
async function change(file: string, from: string | RegExp, to: string): Promise<void> {
  const path = join(folder, 'map', file);
  const text = await readFile(path, 'utf8');
  const changed = text.replace(from, to);
  expect(changed, `${file} was not changed`).not.toBe(text);
  await writeFile(path, changed);
}

describe('sidelight map lint', () => {
  it('says that the demo map is in order, and leaves with what it found', async () => {
    const asProcess = (...args: string[]) => run(process.execPath, [program, ...args], folder);
    const sound = await asProcess('map', 'lint');
    expect(sound).toMatchObject({ code: 0, out: expect.stringMatching(/^the map is in order/) });
    expect(await sidelight('map', 'lint')).toEqual(sound);
    await rm(join(folder, 'map/flows.yaml'));
    const broken = await asProcess('map', 'lint');
    expect(broken.code).toBe(1);
    expect(await sidelight('map', 'lint')).toEqual(broken);
  });

  it('names file, line and mend, and fails', async () => {
    await change('systems/billing.yaml', '    fallback: billing_by_hand\n', '');
    const { code, out, err } = await sidelight('map', 'lint');
    expect(code).toBe(1);
    expect(out).toMatch(
      /^error map\/systems\/billing\.yaml:\d+:\d+ {2}fields\.plan\.name\.fallback: is missing; write a text/m,
    );
    expect(err).toMatch(/cannot be used/);
  });

  it('names file and line of what is no plain YAML, and of an option', async () => {
    await change('systems/crm.yaml', 'contact: "#crm-admins"', 'contact: *crm_admins');
    const alias = await sidelight('map', 'lint');
    expect(alias).toMatchObject({ code: 1, err: expect.stringMatching(/^the map cannot be used: 1 to fix/) });
    expect(alias.out).toMatch(/^error map\/systems\/crm\.yaml:8:10 {2}\*crm_admins is an alias to YAML/);
    await change('systems/crm.yaml', 'contact: *crm_admins', 'contact: "#crm-admins"');
    await change('systems/crm.yaml', 'portalId: "48160021"', 'portalId: 48160021');
    const option = await sidelight('map', 'lint');
    expect(option).toMatchObject({ code: 1, err: expect.not.stringContaining('at ') });
    expect(option.out).toMatch(/crm\.yaml:\d+:17 {2}connectors\.hubspot\.options\.portalId: must be text/);
  });

  it('says which file is not there', async () => {
    await rm(join(folder, 'map/flows.yaml'));
    expect(await sidelight('map', 'lint')).toMatchObject({
      code: 1,
      out: expect.stringContaining('map/flows.yaml:1:1'),
    });
  });
});

describe('sidelight map diff', () => {
  it('tells a pull request which cards, workflows, owners and classes change', async () => {
    await git('init', '-q');
    await git('add', '-A');
    await git('commit', '-qm', 'before');
    await change('systems/billing.yaml', 'decision: true\n    class: financial', 'decision: true\n    class: open');
    const { code, out } = await sidelight('map', 'diff', 'HEAD');
    expect(out).toMatch(/changed field `payment\.status`\n {2}- class: financial → open/);
    expect(out).toMatch(/\*\*Cards\*\*: Payment/);
    expect(out).toMatch(/\*\*Workflows\*\*: Entitlement check/);
    expect(out).toMatch(/\*\*Owners to ask\*\*: RevOps/);
    expect(out).toMatch(/`payment\.status` was financial, is open/);
    expect(code).toBe(0);
  });

  it('says in words what is decided otherwise', async () => {
    await git('init', '-q');
    await git('add', '-A');
    await git('commit', '-qm', 'before');
    await change('sync.yaml', /(phone:\n.*\n.*\n +rule: )crm_wins/, '$1manual');
    await change('sync.yaml', /(crm: billing_contact_email.*\n.*\n.*class: )personal/, '$1internal');
    await change('sync.yaml', 'wave: { deletes: 0.02', 'wave: { deletes: 0.01');
    await change('sync.yaml', 'create: [helpdesk]\n    first: review', 'create: []\n    first: review');
    const { out } = await sidelight('map', 'diff', 'HEAD');
    expect(out).toMatch(/changed synced field `contact\.phone`\n {2}- who decides: the CRM wins → a person decides/);
    expect(out).toMatch(/changed synced record `contact`\n {2}- made where .*: in the helpdesk → nowhere/);
    expect(out).toMatch(/waits for approval: more than 2 % deleted .* → more than 1 % deleted/);
    expect(out).toMatch(/\*\*Owners to ask\*\*: Integrations, Sales Ops/);
    expect(out).toMatch(/`company\.billing_contact` was personal, is internal/);
    expect((await sidelight('map', 'show', 'company.csat')).out).toMatch(
      /who decides +worked out from the tickets: csat\n/,
    );
    expect((await sidelight('map', 'show', 'ticket')).out).toMatch(/on the timelines of +contact, company\n/);
    const formula = (await sidelight('map', 'show', 'health-score')).out;
    expect(formula).toMatch(/points for open_long +open long, 1 or more: -5, 3 or more: -12, 6 or more: -20\n/);
    await rm(join(folder, 'map/sync.yaml'));
    expect((await sidelight('map', 'diff', 'HEAD')).out).toMatch(/removed synced field `contact\.email`/);
  });

  it('fails where an owner is missing, and says of what it cannot find', async () => {
    await cp(join(folder, 'map'), join(folder, 'before'), { recursive: true });
    await change('workflows.yaml', '    owner: revops\n', '');
    expect(await sidelight('map', 'diff', 'before')).toMatchObject({
      code: 1,
      out: expect.stringMatching(/error map\/workflows\.yaml:\d+/),
    });
    expect(await sidelight('map', 'diff', 'no-such-revision')).toMatchObject({ code: 2 });
    expect(await sidelight('map', 'diff')).toMatchObject({ code: 2, err: expect.stringContaining('e.g. main') });
  });
});

describe('sidelight map impact, show and graph', () => {
  it('say what breaks without a system, and what agents are told', async () => {
    const { code, out } = await sidelight('map', 'impact', 'billing');
    expect(code).toBe(0);
    expect(out).toMatch(/Entitlement check, critical, RevOps \(#revops-desk\)/);
    expect(out).toMatch(/Agents are told:\n {4}1\. Look up/);
    expect(await sidelight('map', 'impact', 'weather')).toMatchObject({ code: 2 });
  });

  it('show one field with its source, meaning and owner', async () => {
    const { out } = await sidelight('map', 'show', 'payment.status');
    for (const part of ['billing.payment', 'financial', 'RevOps', 'Past due']) expect(out).toContain(part);
  });

  it('say of either side what stops agreeing without it', async () => {
    for (const side of ['crm', 'helpdesk']) {
      const { out } = await sidelight('map', 'impact', side);
      expect(out).toMatch(/Contact: no longer the same on both sides: E-mail, Name, Phone, Time zone/);
      expect(out).toMatch(/Company: no longer the same on both sides: Account status, /);
    }
    expect((await sidelight('map', 'impact', 'billing')).out).not.toMatch(/both sides/);
  });

  it('show what both sides hold: all of it, one kind of record, one field', async () => {
    const { out } = await sidelight('map', 'show');
    expect(out).toMatch(/^ {2}customer_sync {10}crm ↔ helpdesk: customer data/m);
    expect(out).toMatch(/^ {2}contact\.phone +phone +↔ phone +crm wins +kept +personal$/m);
    expect(out).toMatch(
      /^ {2}company\.plan_tier +customer_tier +→ organization_fields\.plan_tier +CRM owns +both +internal$/m,
    );
    expect(out).toMatch(/^ {2}company\.csat +support_csat +↔ organization_fields\.csat +worked out +kept/m);
    expect((await sidelight('map', 'show', 'sync')).out).toMatch(/^On both sides\n/);
    const contact = (await sidelight('map', 'show', 'contact')).out;
    expect(contact).toMatch(/found by +email\n/);
    expect(contact).not.toMatch(/company\./);
    const price = (await sidelight('map', 'show', 'company.plan_price')).out;
    expect(price).toMatch(/kind +money, USD\n[\s\S]*an edit on the other side +is taken back\n/);
    await rm(join(folder, 'map/sync.yaml'));
    expect((await sidelight('map', 'show')).out).not.toMatch(/On both sides/);
    expect(await sidelight('map', 'show', 'contact')).toMatchObject({ code: 2 });
  });

  it('draw every system and flow as a picture of its own', async () => {
    await sidelight('map', 'graph', '--out', 'map.svg');
    const svg = await readFile(join(folder, 'map.svg'), 'utf8');
    expect(svg).toMatch(/^<svg xmlns/);
    for (const name of ['Billing', 'HubSpot', 'Renewal sheet', 'Identity provider']) expect(svg).toContain(name);
    expect(svg).not.toMatch(/<script|NaN|undefined/);
    expect([...svg.matchAll(/marker-start/g)]).toHaveLength(1);
  });

  it('say so when the server does not answer', async () => {
    const { code, err } = await sidelight('map', 'graph', '--server', 'http://127.0.0.1:9', '--token', 't');
    expect({ code, err }).toMatchObject({ code: 1, err: 'Nobody answers at http://127.0.0.1:9 within 5 s.\n' });
    const bare = await sidelight('map', 'graph', '--server', 'http://127.0.0.1:9');
    expect(bare).toMatchObject({ code: 1, err: expect.stringMatching(/^--server needs --token.*docs\/cli\.md/) });
    const odd = await sidelight('map', 'graph', '--server', '127.0.0.1:9', '--token', 't');
    expect(odd).toMatchObject({ code: 1, err: expect.stringMatching(/^--server is not an address\./) });
  });
});

it.each([
  [
    ['map', 'lint', '--foo'],
    /^There is no option --foo\. There is only --help\.\nwrite sidelight map lint \[folder\]\n$/,
  ],
  [['map', 'graph', '--out'], /^--out takes a value behind it\.\nwrite sidelight map graph /],
  [['map', 'drift', '--days', 'x'], /^--days takes a whole number from 1 to 60\.\n/],
  [['secrets', 'list', 'all'], /^It takes options only/],
])('a verb that is wrongly asked says so, and how to ask: %j', async (args, expected) => {
  expect(await sidelight(...args)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(expected) });
});

describe('what editors are given', () => {
  it('is up to date, named in the first line of every file, and holds for the demo map', async () => {
    expect(await sidelight('map', 'schema', '--check')).toMatchObject({ code: 0 });
    const all = await readdir(join(folder, 'map'), { recursive: true });
    const files = all.filter((name) => name.endsWith('.yaml'));
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) {
      const text = await readFile(join(folder, 'map', file), 'utf8');
      const [, schema] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text) ?? [];
      const path = join(folder, 'map', file, '..', schema ?? 'missing');
      const ajv = new Ajv({ strict: false });
      addFormats.default(ajv);
      const holds = ajv.compile(JSON.parse(await readFile(path, 'utf8')));
      expect(holds(parse(text)), `${file}: ${JSON.stringify(holds.errors)}`).toBe(true);
      expect(holds({ ...parse(text), surprise: 1 }), file).toBe(false);
    }
  });

  it('is found out when it is old', async () => {
    await writeFile(join(folder, 'map/schema/teams.schema.json'), '{}\n');
    expect(await sidelight('map', 'schema', '--check')).toMatchObject({
      code: 1,
      err: expect.stringContaining('teams.schema.json'),
    });
  });
});

it('an unknown verb is answered with what there is', async () => {
  expect(await sidelight('map', 'mow')).toMatchObject({ code: 2, err: expect.stringContaining('map lint [folder]') });
  expect(await sidelight('--help')).toMatchObject({ code: 0, out: expect.stringContaining('incident replay <id>') });
});
