import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether one of these secrets has signed it: base64 of HMAC-SHA256 over timestamp and raw body. All are tried, so that
 * how long it takes tells neither which one nor how much of it fits. https://developer.zendesk.com/documentation/webhooks/verifying/
 */
export function matchesAnySecret(
  rawBody: Buffer,
  timestamp: string,
  signature: string,
  secrets: readonly string[],
): boolean {
  const given = Buffer.from(signature, 'base64');
  let isMatched = false;
  for (const secret of secrets) {
    const expected = createHmac('sha256', secret).update(timestamp).update(rawBody).digest();
    const fits = given.length === expected.length && timingSafeEqual(given, expected);
    isMatched = fits || isMatched;
  }
  return isMatched;
}
