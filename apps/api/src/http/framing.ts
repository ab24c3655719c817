import type { IncomingMessage } from 'node:http';

/**
 * Whether everything on the way here reads the same request in these bytes. Of what our parser takes and others read
 * otherwise, or not at all, nothing is answered.
 */
export function isReadAlike({ headers, headersDistinct, httpVersion }: IncomingMessage): boolean {
  const encoding = headers['transfer-encoding'];
  if (encoding !== undefined && encoding.trim().toLowerCase() !== 'chunked') return false;
  // Of several the parser keeps the first, and others the last.
  if ((headersDistinct.host?.length ?? 0) > 1) return false;
  return httpVersion === '1.1' || httpVersion === '1.0';
}

/** Of a request for another protocol, which is answered in this one, the parser throws away what came behind it. */
export const isForUpgrade = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean => headers.upgrade !== undefined;
