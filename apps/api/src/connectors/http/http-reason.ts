import type { Reason } from '@sidelight/shared/failure/reason.ts';

const byStatus: Readonly<Record<number, Reason>> = {
  401: 'credential',
  403: 'forbidden',
  408: 'timeout',
  429: 'rate_limited',
  504: 'timeout',
};

/** What an HTTP status means when the vendor's body says nothing more exact. */
export const reasonOfStatus = (status: number): Reason =>
  byStatus[status] ?? (status >= 500 ? 'upstream_error' : 'bad_answer');

/** undici's and Node's own error codes, by what they mean for the agent. */
export function reasonOfCode(code: unknown): Reason {
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') return 'timeout';
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' || code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return 'bad_answer';
  if (typeof code === 'string' && code.startsWith('HPE_')) return 'bad_answer';
  return 'unreachable';
}

const MAX_RETRY_AFTER_MS = 300_000;

/**
 * `Retry-After` in both its forms (RFC 9110 10.2.3), capped at five minutes; undefined when it names no
 * time to wait: absent, unreadable, 0, or a moment that is over.
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  return seconds > 0 && Number.isFinite(seconds) ? Math.min(seconds, MAX_RETRY_AFTER_MS) : undefined;
}
