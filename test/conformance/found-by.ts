import type { SyncTarget } from '@sidelight/api/connectors/sync-port.ts';

type Changes = Awaited<ReturnType<SyncTarget['changes']>>;

/** What a pass found: an expired cursor fails the test. */
export function foundBy(changes: Changes): Exclude<Changes, 'expired'> {
  if (changes === 'expired') throw new Error('the cursor has expired');
  return changes;
}
