import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { report } from '@sidelight/api/cli/report.ts';
import { createSyncRuns } from '@sidelight/api/store/sync-runs.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { ask, doRuns, onDisk, onServer, placed, storeOf } from './sync-verbs-stage.ts';

const acme = requireTenant('acme');
const contact = { tenant: acme, object: 'contact' };
const thisMonth = new Date().toISOString().slice(0, 7);
const SECRET = 'ana@x.test';

describe('sidelight report on PGlite', () => promises(onDisk));
const server = process.env.TEST_DATABASE_URL;
if (server) describe('sidelight report on PostgreSQL', () => promises(() => onServer(server)));
else it.skip('PostgreSQL: skipped, TEST_DATABASE_URL is not set (.ci/run sets it)', () => {});

function promises(make: Parameters<typeof placed>[0]): void {
  const { run, within } = placed(make);
  const out = join(tmpdir(), `sidelight-report-${process.pid}-${Math.random().toString(36).slice(2)}`);
  afterEach(() => rm(out, { recursive: true, force: true }));

  it('says that there is nothing of a month without data', async () => {
    const { code, err, out: said } = await run(report, '--month', thisMonth, '--out', out);
    expect([code, err]).toEqual([0, expect.stringContaining('there is no data to report')]);
    expect(said).toBe(`${join(out, `sync-${thisMonth}.md`)}\n${join(out, `sync-${thisMonth}.html`)}\n`);
    expect((await run(report, '--month', '2020-01', '--json')).out).toContain('"state":"forgotten"');
  });

  it('writes what happened, in both forms and as JSON, and no value of anybody', async () => {
    await within(async (database, stage) => {
      await storeOf(database, stage).transact(contact, async (tx) => {
        tx.note(Array.from({ length: 97 }, () => ({ name: 'written', side: 'right' })));
        tx.note([{ name: 'lag', side: 'right', ms: 800 }]);
        await tx.bury([{ record: 'r', side: 'right', field: 'email', reason: 'mapping' }]);
        const item = { record: 'r', field: 'email', why: 'inside_window', blocks: true } as const;
        await tx.open([{ ...item, left: SECRET, right: null }]);
      });
      await createSyncRuns(database.db, stage.jobs).ask(acme, 'contact', 'dry_run', 'cli:ana');
      await doRuns(database, stage);
    });
    const { code, out: json } = await run(report, '--month', thisMonth, '--json');
    expect(code).toBe(0);
    const made = JSON.parse(json);
    expect(made).toMatchObject({ tenant: 'acme', state: 'under_way', current: { written: 97, refused: 1 } });
    expect(made.before).toBeUndefined();
    expect(made.current.conflicts).toMatchObject({ detected: 1, open: 1 });
    expect(made.current.consistency).toMatchObject([{ object: 'contact', share: 0 }]);
    expect(made.mappings.map(({ object }: { object: string }) => object)).toEqual(['contact', 'company']);
    await run(report, '--month', thisMonth, '--out', out);
    const [markdown, html] = await Promise.all(
      ['md', 'html'].map((form) => readFile(join(out, `sync-${thisMonth}.${form}`), 'utf8')),
    );
    expect(markdown).toMatch(/\| contact → helpdesk \| 97 \| 1 \| 98\.9 % \|/);
    expect(html).toContain('<th scope="row">contact → helpdesk</th><td>97</td><td>1</td><td>98.9 %</td>');
    expect(markdown).toContain('rule: values_not_taken');
    for (const text of [markdown, html, json]) expect(text).not.toContain(SECRET);
  });

  it('says where it could not be written', async () => {
    await writeFile(out, 'a file');
    const { code, err } = await run(report, '--month', thisMonth, '--out', out);
    expect([code, err]).toEqual([1, expect.stringMatching(/^the report could not be written to .* \(E[A-Z]+\)\n$/)]);
  });
}

describe('a report that is asked for wrongly', () => {
  it.each([
    [[], 'say which month'],
    [['--month'], 'write sidelight report --month'],
    [['--month', 'October'], 'October is no month: write the year and the month'],
    [['--month', '2026-13'], '2026-13 is no month'],
    [['--month', '2099-01'], '2099-01 has not begun yet'],
    [['--month', thisMonth, '--out', ''], '--out takes a value behind it.'],
    [['--month', thisMonth, 'contact'], 'write sidelight report'],
    [['--year', '2026'], 'write sidelight report'],
  ])('is answered with what is wrong with it: %#', async (args, why) => {
    const { code, err } = await ask(report, {}, args);
    expect([code, err]).toEqual([2, expect.stringContaining(why)]);
  });
});
