import { AlertFailure } from '@sidelight/shared/health/alert-failure.ts';

/** Why an alert failed, as it is stored: by its code, or in words by a release before the codes. Undefined for anything else. */
export function storedAlertFailure(stored: unknown): AlertFailure | undefined {
  if (typeof stored !== 'string') return undefined;
  return stored === 'no such address' ? 'channel_gone' : AlertFailure.safeParse(stored.replaceAll(' ', '_')).data;
}

/** An entry of a timeline with the code in the place of the words. */
export function withAlertFailure(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null || !('kind' in entry) || entry.kind !== 'alert_failed') return entry;
  return { ...entry, why: 'why' in entry ? storedAlertFailure(entry.why) : undefined };
}
