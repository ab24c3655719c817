import { createHmac, randomUUID } from 'node:crypto';
import { type Dispatcher, request } from 'undici';
import { zendeskTime } from './vendors/zendesk-objects.ts';
import type { Target } from './webhook-registry.ts';

export interface Received {
  readonly status: number;
  readonly text: string;
  readonly headers: Dispatcher.ResponseData['headers'];
}

const SEND_TIMEOUT_MS = 10_000;

/** One signed delivery over these connections. Undefined when nobody answered, in time or at all. */
export async function postSigned(
  { id, endpoint, secret }: Target,
  body: string,
  accountId: number,
  dispatcher: Dispatcher,
  stopped: AbortSignal,
): Promise<Received | undefined> {
  const timestamp = zendeskTime(Date.now());
  try {
    const answer = await request(endpoint, {
      ...{ method: 'POST', body, dispatcher },
      signal: AbortSignal.any([stopped, AbortSignal.timeout(SEND_TIMEOUT_MS)]),
      headers: {
        'content-type': 'application/json',
        'x-zendesk-account-id': String(accountId),
        'x-zendesk-webhook-id': id,
        'x-zendesk-webhook-invocation-id': randomUUID(),
        'x-zendesk-webhook-signature-timestamp': timestamp,
        'x-zendesk-webhook-signature': sign(secret, timestamp, body),
      },
    });
    return { status: answer.statusCode, text: await answer.body.text(), headers: answer.headers };
  } catch {
    // Nobody there, or stopped: whoever asked is told by there being no answer.
    return undefined;
  }
}

/** base64(HMAC-SHA256(secret, timestamp + body)), nothing between the two. */
const sign = (secret: string, timestamp: string, body: string): string =>
  createHmac('sha256', secret).update(timestamp).update(body).digest('base64');
