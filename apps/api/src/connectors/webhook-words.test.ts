import { describe, expect, it } from 'vitest';
import { hubspotWebhook } from './hubspot/webhook.ts';
import { jiraWebhook } from './jira/webhook.ts';
import { stripeWebhook } from './stripe/webhook.ts';
import type { WebhookDefinition } from './webhook.ts';
import { zendeskWebhook } from './zendesk/webhook.ts';

type Body = (word: string, id: string) => unknown;

const bodies: readonly (readonly [string, WebhookDefinition, Body])[] = [
  ['zendesk', zendeskWebhook, (type, id) => ({ type, id, detail: { id } })],
  ['stripe', stripeWebhook, (type, id) => ({ id, type, data: { object: { object: 'customer', id } } })],
  ['jira', jiraWebhook, (webhookEvent, id) => ({ timestamp: 1, webhookEvent, issue: { id } })],
  [
    ...(['hubspot', hubspotWebhook] as const),
    (subscriptionType, eventId) => [
      { ...{ eventId, subscriptionId: 1, portalId: 1, occurredAt: 1, subscriptionType, objectId: 501 } },
    ],
  ],
];

describe('a webhook', () => {
  it.each(bodies)('of %s with somebody’s address for a word or an id is of another shape', (_, webhook, body) => {
    expect(webhook.read(body('contact.creation', '77'))).toHaveLength(1);
    for (const odd of ['dana@northwind.example', 'Dana Whitfield', 'a\nb'])
      for (const wrong of [body(odd, '77'), body('contact.creation', odd)])
        expect(() => webhook.read(wrong), odd).toThrow();
  });
});
