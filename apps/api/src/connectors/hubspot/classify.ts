import { z } from 'zod';
import type { Classify, RawAnswer, Refusal } from '../http/http-client.ts';

/** https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines#error-responses */
const WireError = z.object({ category: z.string().optional(), policyName: z.string().optional() });

/** The day ends at midnight of the account's own zone, and no header says when: asked again now and then. */
const DAILY_PAUSE_MS = 3_600_000;
const MAX_INTERVAL_MS = 60_000;
/** https://developers.hubspot.com/docs/api-reference/latest/error-handling: at least two seconds. */
const LOCKED_PAUSE_MS = 2000;

/** Searches have a limit of their own beside these: others go on while it is used up. */
const OF_THE_ACCOUNT = ['DAILY', 'TEN_SECONDLY_ROLLING'];

export const classifyHubspot: Classify = (answer) => {
  const { status } = answer;
  const error = status < 400 ? undefined : WireError.safeParse(answer.json).data;
  // Locked by many writes at once, or an account being moved: refused for a while, and not by our fault.
  if (status === 423) return { reason: 'rate_limited', retryAfterMs: LOCKED_PAUSE_MS, concerns: 'read' };
  if (status === 477) return { reason: 'rate_limited' };
  if (status === 429) {
    const isOfSearch = answer.path.endsWith('/search') && !OF_THE_ACCOUNT.includes(error?.policyName ?? '');
    const pause = pauseOf(answer, error?.policyName);
    return { reason: 'rate_limited', ...pause, ...(isOfSearch && { concerns: 'read' }) };
  }
  if (status === 403 && error?.category === 'MISSING_SCOPES') return { reason: 'forbidden', concerns: 'read' };
  return undefined;
};

/** What HubSpot says beside `Retry-After`, which the client reads itself. */
function pauseOf(
  { header }: RawAnswer,
  policyName: string | undefined,
): Pick<Refusal, 'retryAfterMs' | 'leastPauseMs'> {
  if (policyName === 'DAILY') return { leastPauseMs: DAILY_PAUSE_MS };
  const intervalMs = Number(header('x-hubspot-ratelimit-interval-milliseconds'));
  return intervalMs > 0 ? { retryAfterMs: Math.min(intervalMs, MAX_INTERVAL_MS) } : {};
}
