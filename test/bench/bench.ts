import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { addedLatency } from './added-latency.ts';
import { cachedContext } from './cached-context.ts';
import { deadUpstream } from './dead-upstream.ts';
import { fanOutThroughput } from './fan-out-throughput.ts';
import { goneUpstream } from './gone-upstream.ts';
import { idleTenants } from './idle-tenants.ts';
import { oneColdKey } from './one-cold-key.ts';
import { openTicketRows } from './open-ticket-rows.ts';
import { recordAnswers } from './record.ts';
import type { Row } from './row.ts';
import { sidebarBytes } from './sidebar-bytes.ts';
import { steadyLoad } from './steady-load.ts';

/** `npm run bench [-- --json] [-- --write] [-- --only latency,cached]`. */
const { values } = parseArgs({
  options: { json: { type: 'boolean' }, write: { type: 'boolean' }, only: { type: 'string' } },
});

const recording = await recordAnswers();
const measures: Readonly<Record<string, () => Promise<Row[]>>> = {
  latency: () => addedLatency(recording),
  throughput: () => fanOutThroughput(recording),
  cached: () => cachedContext(recording),
  cold: oneColdKey,
  dead: deadUpstream,
  gone: goneUpstream,
  open: openTicketRows,
  idle: idleTenants,
  steady: steadyLoad,
  bytes: sidebarBytes,
};
const wanted = values.only?.split(',') ?? Object.keys(measures);
const unknown = wanted.filter((name) => !(name in measures));
if (unknown.length > 0) {
  process.stderr.write(`no such measure: ${unknown.join(', ')}. There are: ${Object.keys(measures).join(', ')}\n`);
  process.exit(2);
}

const rows: Row[] = [];
for (const name of wanted) {
  process.stderr.write(`measuring: ${name} …\n`);
  rows.push(...(await measures[name]!()));
}
const table = asTable(rows);
if (values.json) process.stdout.write(`${JSON.stringify(asObject(rows))}\n`);
else process.stdout.write(`${table}\n`);
if (values.write) await writeDoc(table);
process.exit(0);

function asObject(all: readonly Row[]) {
  return Object.fromEntries(all.map(({ metric, value, unit, goal, ok }) => [metric, { value, unit, goal, ok }]));
}

function asTable(all: readonly Row[]): string {
  const lines = all.map(
    ({ metric, value, unit, goal, ok, note }) =>
      `| ${metric} | ${value} ${unit} | ${goal} | ${ok ? 'yes' : '**no**'} | ${note ?? ''} |`,
  );
  return ['| what | measured | goal | met | beside it |', '|---|--:|--:|---|---|', ...lines].join('\n');
}

/** Puts the table into docs/performance.md, between its two marks. */
async function writeDoc(text: string): Promise<void> {
  const file = join(import.meta.dirname, '../../docs/performance.md');
  const [before, rest] = (await readFile(file, 'utf8')).split('<!-- table -->');
  const after = rest?.split('<!-- end of table -->')[1];
  if (before === undefined || after === undefined) throw new Error('docs/performance.md has lost its marks');
  const machine = `Measured with Node ${process.versions.node} on ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}).`;
  await writeFile(file, `${before}<!-- table -->\n${machine}\n\n${text}\n<!-- end of table -->${after}`);
}
