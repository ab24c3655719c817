import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { jiraWebhook } from './webhook.ts';

const [current, previous, stranger] = ['the secret of today', 'the secret before it', 'a secret of somebody'];
const event = {
  timestamp: 1_795_000_000_000,
  webhookEvent: 'jira:issue_updated',
  issue: { id: '10001', key: 'APP-1' },
};
const body = Buffer.from(JSON.stringify(event));
const sign = (secret: string, text = body) => `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`;
const isSigned = (signature: string | undefined, text = body) =>
  jiraWebhook.isSigned(text, (name) => (name === 'x-hub-signature' ? signature : undefined), [current, previous], '');

describe('a signature', () => {
  it('matches when any live secret has made it, of every byte of the body', () => {
    expect([current, previous, stranger].map((secret) => isSigned(sign(secret)))).toEqual([true, true, false]);
    expect(isSigned(sign(current), Buffer.concat([body, Buffer.from(' ')]))).toBe(false);
  });

  it.each([undefined, '', 'sha256=', 'sha256=zz', sign(current).slice(0, 20), sign(current).replace('sha256', 'sha1')])(
    'of %s does not match, and does not throw',
    (signature) => {
      expect(isSigned(signature)).toBe(false);
    },
  );

  it('is as old as the body says, and of no time where that says none', () => {
    const when = (read: unknown) => jiraWebhook.signedAtMs(() => undefined, read);
    expect(when(event)).toBe(1_795_000_000_000);
    for (const none of [undefined, 'no object', [], { timestamp: 'now', webhookEvent: 'x' }])
      expect(when(none)).toBeUndefined();
  });
});

describe('an event', () => {
  const meaning = (type: string) =>
    jiraWebhook.read({ ...event, webhookEvent: type }).map(({ event: read }) => jiraWebhook.meaningOf(read))[0];

  it('of an issue has the list read again; any other means nothing', () => {
    expect(jiraWebhook.subscriptions.map(meaning)).toEqual(
      jiraWebhook.subscriptions.map(() => ({ kind: 'list_changed' })),
    );
    expect(meaning('comment_created')).toBeUndefined();
  });

  it('is the same when it is sent again, and another when anything in it is', () => {
    const named = (more: object) => jiraWebhook.read({ ...event, ...more })[0]?.deliveryId;
    expect(named({})).toBe(named({}));
    expect(named({ timestamp: 1_795_000_000_001 })).not.toBe(named({}));
  });

  it.each([[{}], [[]], [null], [{ webhookEvent: 'x' }]])('of another shape is refused: %j', (odd) => {
    expect(() => jiraWebhook.read(odd)).toThrow();
  });
});
