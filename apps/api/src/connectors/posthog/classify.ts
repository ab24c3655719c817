import type { Classify } from '../http/http-client.ts';

/** 512 and 513 are PostHog's own: the query would take, or took, more time or memory than it allows. Not worth a retry. */
export const classifyPosthog: Classify = ({ status }) =>
  status === 512 || status === 513 ? { reason: 'timeout' } : undefined;
