import type { Path } from '../map-file.ts';
import type { Desk } from './desk.ts';

const DAY_MS = 86_400_000;

/** A date people vouch for: never to come, and pointed out when it is long ago. */
export function checkDate({ map, nowMs, fault, warn }: Desk, path: Path, day: string, what: string): void {
  const agoMs = nowMs - Date.parse(day);
  // East of Greenwich it is tomorrow already.
  if (agoMs < -DAY_MS) fault(path, `${day} is still to come; write the day it was ${what}`);
  const days = Math.floor(agoMs / DAY_MS);
  if (days > map.health.reviewEveryDays)
    warn(path, `was ${what} ${days} days ago; look at it again, then write today's date`);
}
