import type { Classify } from '../http-client.ts';

/** A locked record or an account being moved: refused for a while, as with a rate limit, and not by our fault. */
export const classifyHubspot: Classify = ({ status }) =>
  status === 423 || status === 477 ? { reason: 'rate_limited' } : undefined;
