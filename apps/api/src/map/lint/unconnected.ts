import { checkDate } from './dates.ts';
import type { Desk } from './desk.ts';
import { checkHasFlow } from './flows.ts';
import { checkOwners } from './owners.ts';

/** Systems without a connector: owned, read by somebody, and on a flow. */
export function checkUnconnected(desk: Desk): void {
  const { map, fault } = desk;
  for (const [id, system] of Object.entries(map.unconnected)) {
    const path = ['unconnected', id];
    if (Object.hasOwn(map.systems, id)) fault(path, `systems/${id}.yaml connects it; remove it here`);
    checkOwners(desk, [...path, 'owners'], system.owners);
    checkDate(desk, [...path, 'reviewed'], system.reviewed, 'reviewed');
    checkHasFlow(desk, id, path);
  }
}
