import type { Sync } from '@sidelight/shared/map/sync.ts';
import type { Desk } from '../desk.ts';

const MOST_DELETES = 0.1;
const MOST_CHANGES = 0.5;
const MOST_CREATIONS = 0.25;
const MOST_ROUNDS = 5;
const MOST_REVIEW_MS = 7 * 86_400_000;
/** An edit that is found by asking takes so long. */
const LEAST_LAG_MS = 15_000;

/** Limits that stop what goes wrong before it is everywhere. */
export function checkLimits({ fault, warn }: Desk, { wave, breaker, reviewDueMs, alerts, objects }: Sync): void {
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  if (wave.deletes > wave.changes)
    fault(
      ['wave', 'deletes'],
      'lets more records be deleted than changed without asking, and a delete is the harder one to take back; write no more than wave.changes',
    );
  if (wave.deletes > MOST_DELETES)
    warn(
      ['wave', 'deletes'],
      `${percent(wave.deletes)} of all records could be deleted before anybody is asked; write ${MOST_DELETES} or less`,
    );
  if (wave.changes > MOST_CHANGES)
    warn(
      ['wave', 'changes'],
      `${percent(wave.changes)} of all records could be changed before anybody is asked; write ${MOST_CHANGES} or less`,
    );
  if (wave.creations > MOST_CREATIONS)
    warn(
      ['wave', 'creations'],
      `a quarter as many records as there are could be made before anybody is asked, and nothing deletes them again; write ${MOST_CREATIONS} or less`,
    );
  if (breaker.rounds > MOST_ROUNDS)
    warn(
      ['breaker', 'rounds'],
      `a field could be written ${breaker.rounds} times against somebody who keeps changing it back; write ${MOST_ROUNDS} or less`,
    );
  const windows = Object.values(objects).flatMap(({ fields }) =>
    Object.values(fields).flatMap((field) => (field.direction === 'two_way' ? field.windowMs : [])),
  );
  const longest = Math.max(0, ...windows);
  if (breaker.withinMs <= longest * breaker.rounds)
    fault(
      ['breaker', 'withinMs'],
      `is over before ${breaker.rounds} rounds with a window of ${longest} ms can have happened, so it would never stop anything; write more than ${longest * breaker.rounds}`,
    );
  if (reviewDueMs > MOST_REVIEW_MS)
    warn(['reviewDueMs'], 'two sides that disagree may wait for more than a week; write 604800000 or less');
  if (alerts.lagMs < LEAST_LAG_MS)
    warn(
      ['alerts', 'lagMs'],
      `owners would be told of edits that are only found by asking, every 15 s; write ${LEAST_LAG_MS} or more`,
    );
}
