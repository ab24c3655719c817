import { z } from 'zod';
import type { Classify, Refusal } from '../http/http-client.ts';

const Refused = z.object({ errorMessages: z.array(z.string()).min(1) });
/** The gateway's answer to a token that may not ask this: https://developer.atlassian.com/cloud/jira/platform/scopes-for-oauth-2-3LO-and-forge-apps/ */
const WrongScope = z.object({ code: z.literal(401), message: z.string().regex(/scope/i) });

const byLoginReason: ReadonlyMap<string, Refusal> = new Map([
  ['AUTHENTICATED_FAILED', { reason: 'credential', concerns: 'connection' }],
  ['AUTHENTICATION_DENIED', { reason: 'credential', concerns: 'connection' }],
  ['OUT', { reason: 'credential', concerns: 'connection' }],
  // Signed in, and not allowed to use this site at all.
  ['AUTHORISATION_FAILED', { reason: 'forbidden', concerns: 'connection' }],
]);

/**
 * What Jira's answers mean by its own words. Somebody whose token is no good is answered like a stranger:
 * 200 and an empty list; only `x-seraph-loginreason` says so. A search that names a project or field the
 * account cannot see is refused with 400: the map and its rights disagree.
 */
export const classifyJira: Classify = ({ status, json, header }) => {
  if (status < 500 && status !== 429) {
    for (const word of header('x-seraph-loginreason')?.split(',') ?? []) {
      const refusal = byLoginReason.get(word.trim().toUpperCase());
      if (refusal) return refusal;
    }
  }
  if (status === 401 && WrongScope.safeParse(json).success) return { reason: 'forbidden', concerns: 'read' };
  return status === 400 && Refused.safeParse(json).success ? { reason: 'not_configured' } : undefined;
};
