import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { MonthlyReport } from '@sidelight/shared/sync/monthly-report.ts';
import { monthReports } from '../composition/month-reports.ts';
import { htmlOf } from '../report/html.ts';
import { markdownOf } from '../report/markdown.ts';
import { type Month, monthOf } from '../report/month.ts';
import { standingOf } from '../report/standing.ts';
import { flag, text as textOption } from './arguments/option.ts';
import { readMap } from './map-folder.ts';
import { withJobs } from './open-jobs.ts';
import { tenantOf, WHICH_TENANT } from './tenant-of.ts';
import { type CliDeps, defineVerb, FOUND, OK, WRONGLY_ASKED } from './verb.ts';

export const report = defineVerb({
  name: 'report',
  takes: '--month 2026-10 [--out folder] [--json]',
  help: 'what sync did in a month, with the month before beside it, as Markdown and as one HTML file; --json prints it instead',
  options: {
    month: textOption('2026-10', 'the year and the month it is about'),
    out: textOption('folder', 'the folder that both files are written to; without it, this one'),
    json: flag('prints the report as JSON, and writes files only with --out'),
  },
  async run({ values: { month: text, out, json } }, around) {
    if (text === undefined) return refuse(around, 'say which month: --month 2026-10');
    const month = monthOf(text);
    if (!month) return refuse(around, `${text} is no month: write the year and the month, as in --month 2026-10`);
    if (month.fromMs > around.now()) return refuse(around, `${month.name} has not begun yet`);
    const made = await reportOf(month, around);
    if (typeof made === 'number') return made;
    if (json) around.out(`${JSON.stringify(made)}\n`);
    if (json && out === undefined) return OK;
    return write(made, out ?? '.', { ...around, out: json ? around.err : around.out });
  },
});

function refuse({ err }: Pick<CliDeps, 'err'>, why: string): number {
  err(`${why}\n`);
  return WRONGLY_ASKED;
}

/** The exit code where there is none to be had. */
async function reportOf(month: Month, around: CliDeps): Promise<MonthlyReport | number> {
  const map = await readMap(around);
  return withJobs(around, async ({ db, config }) => {
    const tenant = tenantOf(config, around.env);
    if (!tenant) return refuse(around, WHICH_TENANT.trimEnd());
    const made = monthReports({ tenant, map, db, now: around.now })(month);
    if (made) return made;
    around.err('the map keeps nothing in sync: it has no sync.yaml\n');
    return FOUND;
  });
}

/** To the other stream where the report itself is printed. */
async function write(made: MonthlyReport, out: string, { cwd, out: say, err }: CliDeps): Promise<number> {
  const folder = resolve(cwd, out);
  const files = [
    [join(folder, `sync-${made.month}.md`), markdownOf(made)],
    [join(folder, `sync-${made.month}.html`), htmlOf(made)],
  ] as const;
  try {
    await mkdir(folder, { recursive: true });
    for (const [path, text] of files) await writeFile(path, text);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    err(`the report could not be written to ${folder} (${String(error.code)})\n`);
    return FOUND;
  }
  const standing = standingOf(made);
  if (standing !== '') err(`${standing}\n`);
  for (const [path] of files) say(`${path}\n`);
  return OK;
}
