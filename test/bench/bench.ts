import { argumentsOrExit } from '@sidelight/api/cli/arguments/arguments-or-exit.ts';
import { addedLatency } from './added-latency.ts';
import { awakeTenants } from './awake-tenants.ts';
import { benchCommand, type MeasureName, measureNames } from './bench-command.ts';
import { cachedContext } from './cached-context.ts';
import { deadUpstream } from './dead-upstream.ts';
import { fanOutThroughput } from './fan-out-throughput.ts';
import { goneUpstream } from './gone-upstream.ts';
import { idleTenants } from './idle-tenants.ts';
import { newCustomers } from './new-customers.ts';
import { oneColdKey } from './one-cold-key.ts';
import { openTicketRows } from './open-ticket-rows.ts';
import { recordAnswers } from './record.ts';
import type { Row } from './row.ts';
import { rude } from './rude.ts';
import { sidebarBytes } from './sidebar-bytes.ts';
import { steadyLoad } from './steady-load.ts';
import { syncEdits } from './sync-edits.ts';
import { syncFull } from './sync-full.ts';
import { asTable, writeTable } from './table.ts';
import { webhooks } from './webhooks.ts';

/** `npm run bench`. */
const { values } = argumentsOrExit(benchCommand);
const isMeasure = (name: string): name is MeasureName => measureNames.some((one) => one === name);
const named = values.only?.split(',');
const unknown = named?.filter((name) => !isMeasure(name)) ?? [];
if (unknown.length > 0) {
  process.stderr.write(`There is no measure ${unknown.join(', ')}. There are: ${measureNames.join(', ')}\n`);
  process.exit(2);
}
const wanted = named?.filter(isMeasure) ?? measureNames;

const recording = await recordAnswers();
const measures: Readonly<Record<MeasureName, () => Promise<Row[]>>> = {
  latency: () => addedLatency(recording),
  throughput: () => fanOutThroughput(recording),
  cached: () => cachedContext(recording),
  cold: oneColdKey,
  dead: deadUpstream,
  gone: goneUpstream,
  open: () => openTicketRows(values.write),
  idle: idleTenants,
  steady: () => steadyLoad(values.write),
  awake: () => awakeTenants(values.write),
  sync: syncFull,
  edits: syncEdits,
  customer: newCustomers,
  ...{ rude, webhooks },
  bytes: sidebarBytes,
};

const rows: Row[] = [];
const failed: string[] = [];
for (const name of wanted) {
  process.stderr.write(`measuring: ${name} …\n`);
  try {
    rows.push(...(await measures[name]()));
  } catch (error) {
    // What the others took minutes to measure is not thrown away.
    process.stderr.write(`${name} could not be measured: ${error instanceof Error ? error.stack : error}\n`);
    failed.push(name);
  }
}
if (values.json) process.stdout.write(`${JSON.stringify(asObject(rows))}\n`);
else process.stdout.write(`${asTable(rows)}\n`);
if (values.write) await writeTable(rows, values.only === undefined && failed.length === 0);
process.exit(failed.length === 0 ? 0 : 1);

function asObject(all: readonly Row[]) {
  return Object.fromEntries(all.map(({ metric, value, unit, goal, ok }) => [metric, { value, unit, goal, ok }]));
}
