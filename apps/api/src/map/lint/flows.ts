import { SIDEBAR } from '@sidelight/shared/map/flow.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { choose, type Desk } from './desk.ts';
import { checkOwners } from './owners.ts';

/** Every flow goes from somewhere to somewhere, has two owners, and is carried by reads that exist. */
export function checkFlows(desk: Desk): void {
  const { map, fault } = desk;
  const ends = [...Object.keys(map.systems), ...Object.keys(map.unconnected), SIDEBAR];
  for (const [id, flow] of Object.entries(map.flows)) {
    const path = ['flows', id];
    for (const end of ['from', 'to'] as const)
      if (!ends.includes(flow[end])) fault([...path, end], `nothing is called ${flow[end]}; ${choose(ends)}`);
    if (flow.from === flow.to) fault([...path, 'to'], 'a flow goes from one system to another; name the other one');
    checkOwners(desk, [...path, 'owners'], flow.owners);
    const reads = Object.keys(ownValue(map.systems, flow.from)?.reads ?? {});
    for (const [i, read] of flow.reads.entries())
      if (!reads.includes(read)) fault([...path, 'reads', i], `${flow.from} has no read ${read}; ${choose(reads)}`);
  }
}

/** A system nothing flows from or to would be in the map for nobody. `path`: where it is declared. */
export function checkHasFlow({ map, fault }: Desk, id: string, path: readonly string[]): void {
  const isOnFlow = Object.values(map.flows).some(({ from, to }) => from === id || to === id);
  if (!isOnFlow) fault(path, `no flow starts or ends at ${id}; add what moves in flows.yaml, or remove the system`);
}
