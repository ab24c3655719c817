import type { Owners } from '@sidelight/shared/map/flow.ts';
import type { Path } from '../map-file.ts';
import { choose, type Desk } from './desk.ts';

/** A team that is named stands in teams.yaml. */
export function checkTeam({ map, fault }: Desk, path: Path, id: string): void {
  if (!Object.hasOwn(map.teams, id)) fault(path, `no team ${id} in teams.yaml; ${choose(Object.keys(map.teams))}`);
}

export function checkOwners(desk: Desk, path: Path, { business, technical }: Owners): void {
  checkTeam(desk, [...path, 'business'], business);
  checkTeam(desk, [...path, 'technical'], technical);
}
