import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { EventWord, type Header, type WebhookDefinition } from '../webhook.ts';

/** What is read of an event. https://developer.atlassian.com/cloud/jira/platform/webhooks/ */
const WireEvent = z.object({
  timestamp: z.int().min(0),
  webhookEvent: EventWord,
  issue: z.object({ key: z.string().optional(), id: z.coerce.string().pipe(EventWord) }).optional(),
});
/** One that is signed and otherwise unlike an event is none that somebody else has made. */
const WireTime = WireEvent.pick({ timestamp: true });

const TEST = 'sidelight:test';
const ISSUE = 'jira:issue_';
/** It sends again for a quarter of an hour, with the time of the event. */
const SENT_WITHIN_MS = 30 * 60_000;

const signatureIn = (header: Header) => Buffer.from((header('x-hub-signature') ?? '').replace(/^sha256=/, ''), 'hex');

export const jiraWebhook: WebhookDefinition = {
  subscriptions: ['created', 'updated', 'deleted'].map((change) => `${ISSUE}${change}`),
  recordSubscriptions: [],
  secret: { minLength: 16, known: [] },
  app: {
    about: {
      en: 'Known issues are right at once after somebody changes one in Jira. Without it they are up to half a minute old.',
      de: 'Bekannte Fehler stimmen sofort, nachdem in Jira einer geändert wurde. Ohne ihn sind sie bis zu einer halben Minute alt.',
    },
    keyLabel: { en: 'Secret of the webhook', de: 'Secret des Webhooks' },
    help: {
      en: 'Jira: Settings → System → WebHooks → Create a WebHook. Choose Generate secret, and the events of issues.',
      de: 'Jira: Einstellungen → System → WebHooks → WebHook erstellen. Secret generieren wählen, und die Ereignisse von Vorgängen.',
    },
  },
  sentWithinMs: SENT_WITHIN_MS,
  // No header says when: the body does, and is signed.
  signedAtMs: (_header, body) => WireTime.safeParse(body).data?.timestamp,
  isSigned(rawBody, header, secrets) {
    const given = signatureIn(header);
    return secrets
      .map((secret) => createHmac('sha256', secret).update(rawBody).digest())
      .map((expected) => given.length === expected.length && timingSafeEqual(given, expected))
      .some(Boolean);
  },
  read(body) {
    const event = WireEvent.parse(body);
    const { webhookEvent: type, issue } = event;
    // What names a delivery is in a header that nobody has signed; sent again, the body is the same.
    const deliveryId = createHash('sha256').update(JSON.stringify(body)).digest('base64url');
    return [{ deliveryId, event: { type, detail: { id: issue?.id ?? '' }, isAnswer: false } }];
  },
  meaningOf({ type }) {
    if (type === TEST) return { kind: 'test' };
    // Which customers an issue touches is not in the event: the list is read again.
    return type.startsWith(ISSUE) ? { kind: 'list_changed' } : undefined;
  },
  testEvent: (_id, at) => ({ timestamp: Date.parse(at), webhookEvent: TEST }),
};
