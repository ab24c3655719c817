import { type Sync, SyncSystem } from '@sidelight/shared/map/sync.ts';
import { writtenSides } from '../../written-sides.ts';
import type { Desk } from '../desk.ts';

/** What sync moves is a flow like any other: in the picture, and owned. */
export function checkSyncFlows({ map, fault }: Desk, { objects }: Sync): void {
  const fields = Object.values(objects).flatMap((object) => Object.values(object.fields));
  for (const to of SyncSystem.options) {
    const isWritten = fields.some((field) => writtenSides(field).includes(to));
    const from = SyncSystem.options.find((side) => side !== to)!;
    const isDrawn = Object.values(map.flows).some(
      (flow) =>
        (flow.from === from && flow.to === to) ||
        (flow.direction === 'two_way' && flow.from === to && flow.to === from),
    );
    if (isWritten && !isDrawn)
      fault(
        ['objects'],
        `moves data from ${from} to ${to}, and no flow says so, so the picture would leave it out; add the flow in flows.yaml, with direction: two_way where both are written`,
      );
  }
}
