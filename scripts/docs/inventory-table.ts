import { dataInventory } from '../../apps/api/src/privacy/data-inventory.ts';
import { beside } from '../../apps/api/src/privacy/inventory/beside.ts';
import type { ColumnEntry, Erasing, Kept } from '../../apps/api/src/privacy/inventory/entry.ts';
import { KEPT_MS } from '../../apps/api/src/privacy/kept.ts';
import type { IntegrationMap } from '../../packages/shared/src/map/integration-map.ts';
import { table } from './between-marks.ts';

const HOUR_MS = 3_600_000;

function keptWords(kept: Kept): string {
  if ('until' in kept) return `until ${kept.until.replace(/^until /, '')}`;
  if ('forEverBecause' in kept) return `for ever: ${kept.forEverBecause}`;
  const hours = KEPT_MS[kept.name] / HOUR_MS;
  const length = hours % 24 === 0 ? [hours / 24, 'day'] : [hours, 'hour'];
  return `${length.join(' ')}${length[0] === 1 ? '' : 's'}`;
}

function erasedWords(erasing: Erasing): string {
  switch (erasing.by) {
    case 'row':
      return 'the rows are deleted';
    case 'blank':
      return `${Object.keys(erasing.set).map(code).join(', ')} is emptied`;
    case 'redact':
      return `addresses and names are taken out of ${code(erasing.column)}`;
    case 'sync':
      return 'with the pair, by sync';
    case 'nothing':
      return erasing.because;
  }
}

const code = (name: string): string => `\`${name}\``;
const inWords = ({ class: held, whose }: ColumnEntry): string =>
  ({
    none: 'none',
    business: 'business',
    secret: 'secret',
    pseudonymous: `pseudonymous, ${whose}`,
    personal: `personal, ${whose}`,
  })[held];

const columnWords = (columns: Readonly<Record<string, ColumnEntry>>): string =>
  [...Map.groupBy(Object.entries(columns), ([, entry]) => inWords(entry))]
    .map(([words, of]) => `**${words}**: ${of.map(([name]) => code(name)).join(' ')}`)
    .join('<br>');

/** Every table with its columns by class. */
export const inventoryTable = (): string =>
  table(
    ['table', 'what it is', 'columns by class and whose', 'kept', 'when a person is erased'],
    Object.entries(dataInventory)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { about, columns, kept, erasing }]) => [
        ...[code(name), about, columnWords(columns), keptWords(kept), erasedWords(erasing)],
      ]),
  );

/** What holds something and is no table. */
export const besideTable = (): string =>
  table(
    ['place', 'what it is', 'class', 'kept', 'when a person is erased'],
    Object.entries(beside).map(([name, entry]) => [...[name, entry.about, inWords(entry), entry.kept, entry.erased]]),
  );

/** What agents see, by the class that the map gives it. */
export const fieldsTable = ({ systems }: IntegrationMap): string => {
  const fields = Object.values(systems).flatMap(({ fields: own }) => Object.entries(own));
  return table(
    ['class', 'fields of the map'],
    [...Map.groupBy(fields, ([, field]) => field.class)]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([held, of]) => [held, of.map(([id]) => code(id)).join(' ')]),
  );
};
