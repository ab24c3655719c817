import { z } from 'zod';
import type { Classify, RawAnswer } from '../http/http-client.ts';

/** One ticket or one person, or what hangs on it. `me` is nobody's id: that is about us. */
const RECORD = /^\/api\/v2\/(?:tickets|users)\/\d+(?:\/|\.json$|$)/;

/**
 * What has limits of its own beside the account's: exports, and writes of users, organisations and jobs.
 * https://developer.zendesk.com/api-reference/introduction/rate-limits/#endpoint-rate-limits
 */
const LIMITED_ALONE =
  /^\/api\/v2\/(?:incremental\/|search\/export|(?:users|(?:users|organizations)\/(?:\d+|\w+_many|create_or_update))(?:\.json)?$)/;

/** The two forms of a 403 with words: OAuth's own, and that of the pages. */
const Words = z.union([
  z.object({ error: z.string(), description: z.string() }).transform(({ description }) => description),
  z.object({ error: z.object({ title: z.string(), message: z.string() }) }).transform(({ error }) => error.message),
]);

/**
 * What Zendesk's refusals are about. A ticket in a private group, or one that our user's role does not reach, is a 403
 * about that ticket alone: bare (`text/html`, empty), or "You do not have access to this page". A token without the scope
 * is told so in words, on any path. A 429 is about the account when nothing is left of its minute. A 409 is another write
 * at the same moment: later is fine.
 * https://developer.zendesk.com/api-reference/introduction/requests/#response-format
 */
export const classifyZendesk: Classify = ({ status, json, path, header }) => {
  if (status === 429) return isOfEndpoint(path, header) ? { reason: 'rate_limited', concerns: 'read' } : undefined;
  if (status === 409) return { reason: 'upstream_error', concerns: 'record' };
  if (status !== 403) return undefined;
  const words = Words.safeParse(json).data;
  const isAboutScope = words !== undefined && /\bscopes?\b/i.test(words);
  return { reason: 'forbidden', concerns: RECORD.test(path) && !isAboutScope ? 'record' : 'read' };
};

function isOfEndpoint(path: string, header: RawAnswer['header']): boolean {
  const left = header('x-rate-limit-remaining') ?? header('ratelimit-remaining');
  return LIMITED_ALONE.test(path) && (left === undefined || Number(left) > 0);
}
