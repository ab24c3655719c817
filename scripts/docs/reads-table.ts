import type { IntegrationMap } from '../../packages/shared/src/map/integration-map.ts';
import { ownValue } from '../../packages/shared/src/own-property.ts';
import type { Route, VendorCase } from '../../test/conformance/vendor.ts';
import { table } from './between-marks.ts';
import { readNotes } from './read-notes.ts';

/**
 * Every read with the calls it may make. They are those that the conformance tests allow the connector, each of which
 * it is held to there. Reads of the map that are worked out from others make none.
 */
export function readsTable(map: IntegrationMap, vendors: Readonly<Record<string, () => VendorCase>>): string {
  const rows = Object.values(map.systems).flatMap((spec) => {
    const asked = Object.keys(spec.connectors).flatMap((connector) => ownValue(vendors, connector)?.().reads ?? []);
    const callsOf = Map.groupBy(asked, ({ read }) => `${spec.system}.${read}`);
    const derived = Object.entries(spec.reads).filter(([, { about }]) => about === 'derived');
    return [
      ...[...callsOf].map(([read, cases]) => [read, calls(cases.flatMap(({ routes }) => routes))] as const),
      ...derived.map(([read]) => [read, 'none'] as const),
    ];
  });
  const unnoted = rows.map(([read]) => read).filter((read) => ownValue(readNotes, read) === undefined);
  const unread = Object.keys(readNotes).filter((read) => !rows.some(([known]) => known === read));
  if (unnoted.length + unread.length > 0)
    throw new Error(
      `read-notes.ts lacks ${unnoted.join(', ') || 'nothing'}, and has ${unread.join(', ') || 'nothing'} too many`,
    );
  return table(
    ['read', 'calls', 'worth knowing'],
    rows.map(([read, made]) => [`\`${read}\``, made, ownValue(readNotes, read) ?? '']),
  );
}

const calls = (routes: readonly Route[]): string => [...new Set(routes.map(callOf))].join('<br>');

function callOf({ method, path, query }: Route): string {
  const text = path.source
    .replace(/^\^|\$$/g, '')
    .replaceAll(/\\([/.])/g, '$1')
    .replaceAll(/\\d\+|\[\^\\?\/\]\+|(?<=\/)\d{4,}(?=\/)/g, '{id}');
  return `\`${method} ${text}${query.length > 0 ? `?${query.join('&')}` : ''}\``;
}
