import type { Side } from '../canonical/canon.ts';

/**
 * While somebody is at work the CRM is asked every quarter of a minute, where its webhooks tell of changes every ten
 * minutes, and the helpdesk every minute: several times that is late.
 */
const LATE_MS: Readonly<Record<Side, number>> = { left: 120_000, right: 300_000 };
const TOLD_LATE_MS = 1_500_000;

/**
 * Whether a side that is on has not been read for too long. `isTold`: the CRM's webhooks tell of changes. With nobody at
 * work it is asked seldom, so that counts only as far as somebody has been.
 */
export function isLate(
  side: Side,
  isTold: boolean,
  { unreadMs, atWorkForMs }: { readonly unreadMs: number; readonly atWorkForMs: number },
): boolean {
  const lateMs = side === 'left' && isTold ? TOLD_LATE_MS : LATE_MS[side];
  return Math.min(unreadMs, atWorkForMs) > lateMs;
}
