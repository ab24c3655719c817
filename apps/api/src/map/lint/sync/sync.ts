import { type Sync, SyncSystem } from '@sidelight/shared/map/sync.ts';
import { choose, type Desk } from '../desk.ts';
import { checkOwners } from '../owners.ts';
import { checkClasses } from './classes.ts';
import { checkSyncField } from './field.ts';
import { checkSyncFlows } from './flows.ts';
import { checkLimits } from './limits.ts';
import { checkMaking } from './making.ts';
import { checkMatch } from './match.ts';
import { checkNewCustomer } from './new-customer.ts';
import { checkOneWriter } from './one-writer.ts';
import { checkPlaces } from './places.ts';
import { checkReplaced } from './replaced.ts';
import { checkTargets } from './targets.ts';

/** Fields that both sides hold: each can be compared, decided and written, and none does harm. */
export function checkSync(desk: Desk, sync: Sync): void {
  const { map, fault } = desk;
  checkOwners(desk, ['owners'], sync.owners);
  for (const system of SyncSystem.options)
    if (!Object.hasOwn(map.systems, system))
      fault(['objects'], `there is no systems/${system}.yaml, so nobody could be asked; add it, or remove this file`);
  checkLimits(desk, sync);
  checkSyncFlows(desk, sync);
  checkClasses(desk, sync);
  checkNewCustomer(desk, sync);
  if (Object.keys(sync.objects).length === 0)
    fault(['objects'], 'names no kind of record; declare contact or company, or remove this file');
  for (const [id, object] of Object.entries(sync.objects)) {
    const path = ['objects', id];
    checkMatch(desk, path, object);
    checkMaking(desk, path, object);
    checkOneWriter(desk, path, object);
    checkPlaces(desk, path, object);
    checkTargets(desk, path, object);
    checkReplaced(desk, path, object);
    for (const [name, field] of Object.entries(object.fields))
      checkSyncField(desk, [...path, 'fields', name], field, sync.customer);
  }
  checkActivities(desk, sync);
}

/** A note is put on the timelines of those who are linked. */
function checkActivities({ map, fault }: Desk, { objects, activities }: Sync): void {
  const { ticket } = activities;
  if (!ticket) return;
  const path = ['activities', 'ticket'];
  if (!map.healthScore) fault(path, 'nothing says which tickets are kept; add health-score.yaml, or remove this');
  for (const [i, object] of ticket.about.entries())
    if (!Object.hasOwn(objects, object))
      fault(
        [...path, 'about', i],
        `no ${object} is kept in sync, so no note would find one; ${choose(Object.keys(objects))}`,
      );
}
