import type { HelpdeskTicket } from '../company/bundle.ts';
import { zendeskTime } from './zendesk-objects.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How a ticket's service targets stand, as they come with it where they are asked for. */
export function slasOf({ dueAtMs, firstReplyAtMs }: HelpdeskTicket, nowMs: number) {
  if (dueAtMs === undefined) return { policy_metrics: [] };
  const leftMs = dueAtMs - (firstReplyAtMs ?? nowMs);
  return {
    policy_metrics: [
      {
        metric: 'first_reply_time',
        stage: firstReplyAtMs === undefined ? 'active' : 'achieved',
        breach_at: zendeskTime(dueAtMs),
        ...inOneUnit(leftMs),
      },
    ],
  };
}

/** In the largest unit that is not nothing; below zero once it was missed. */
function inOneUnit(ms: number) {
  const size = Math.abs(ms);
  if (size < HOUR_MS) return { minutes: Math.floor(ms / MINUTE_MS) };
  return size < DAY_MS ? { hours: Math.floor(ms / HOUR_MS) } : { days: Math.floor(ms / DAY_MS) };
}
