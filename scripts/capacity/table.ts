import type { IntegrationMap } from '../../packages/shared/src/map/integration-map.ts';
import { table } from '../docs/between-marks.ts';
import type { Measured } from './measured.ts';
import { loadOf, shardsFor, tightest } from './model.ts';
import { counts, machine, remedies, usual } from './scenarios.ts';
import { vendorShares } from './vendor-shares.ts';

const number = (value: number, digits = 0) => value.toLocaleString('en', { maximumFractionDigits: digits });
const percent = (share: number) => `${number(100 * share)} %`;

/** The model as tables, as docs/scale.md holds them. Pure. */
export function capacityTable(measured: Measured, map: IntegrationMap): string {
  return [
    `Worked out by \`npm run capacity\` from what was measured with ${measured.on}.`,
    together(measured),
    'With the tenants divided over shards, each with processes and a database of its own, nothing used beyond 70 %:',
    sharded(measured),
    'What one helpdesk asks of each vendor in its busiest hour, whose limits are its own and do not grow with others:',
    vendors(measured, map),
  ].join('\n\n');
}

function together(measured: Measured): string {
  const head = ['helpdesks', 'awake', 'contexts a second', 'cores', 'processes', 'resident each', 'connections'];
  return table(
    [...head, 'transactions a second', 'audit, two years', 'gives way first'],
    counts.map((count) => {
      const load = loadOf(measured, { ...usual, count }, machine);
      const { bound, share } = tightest(load, machine);
      const first =
        share > 1
          ? `**${bound}**, ${number(share, 1)} times what there is: ${remedies[bound]}`
          : `${bound}, at ${percent(share)}`;
      return [
        ...[number(count), number(load.awake), number(load.contextsASecond, 1), number(load.cores, 1)],
        ...[number(load.processes), `${number(load.residentMb)} MB`, number(load.connections)],
        ...[number(load.transactions), `${number(load.auditGb, 1)} GB`, first],
      ];
    }),
  );
}

function sharded(measured: Measured): string {
  return table(
    ['helpdesks', 'shards', 'helpdesks each', 'processes each', 'resident each', 'transactions a second each'],
    counts.map((count) => {
      const shards = shardsFor(measured, { ...usual, count }, machine, 0.7);
      const each = Math.ceil(count / shards);
      const load = loadOf(measured, { ...usual, count: each }, machine);
      return [
        ...[number(count), number(shards), number(each), number(load.processes)],
        ...[`${number(load.residentMb)} MB`, number(load.transactions)],
      ];
    }),
  );
}

function vendors(measured: Measured, map: IntegrationMap): string {
  return table(
    ['vendor', 'calls an opened ticket', 'calls an hour', 'of its tightest limit'],
    vendorShares(measured, map, usual).map(({ vendor, callsAnOpen, callsAnHour, share }) => [
      ...[vendor, number(callsAnOpen, 1), number(callsAnHour)],
      share === undefined ? 'no limit declared' : percent(share),
    ]),
  );
}
