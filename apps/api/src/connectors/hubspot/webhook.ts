import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { type Delivered, EventWord, type Header, type WebhookDefinition } from '../webhook.ts';

const id = z.coerce.string().regex(/^\d{1,20}$/);
const word = z.coerce.string().pipe(EventWord);

/** What is read of an event; one of a kind of object that is told by its number names it by `objectTypeId`. */
const WireEvent = z.object({
  eventId: word,
  subscriptionId: word,
  portalId: word,
  occurredAt: word,
  subscriptionType: EventWord,
  objectTypeId: z.string().optional(),
  objectId: id.optional(),
  appId: z.coerce.string().optional(),
  changeSource: z.string().nullish(),
  sourceId: z.coerce.string().nullish(),
  /** Of associations. */
  fromObjectId: id.optional(),
  fromObjectTypeId: z.string().optional(),
});
type WireEvent = z.infer<typeof WireEvent>;
/** At most a hundred come at once. https://developers.hubspot.com/docs/api-reference/latest/webhooks/guide */
const Body = z.array(WireEvent).min(1).max(1000);

const kinds = { contact: 'contacts', company: 'companies' } as const;
const DEAL = 'deal';
const isErasure = ({ subscriptionType }: WireEvent) => subscriptionType.endsWith(`.${ERASURE}`);
const isOfDeal = ({ subscriptionType, objectTypeId }: WireEvent) =>
  subscriptionType.startsWith(`${DEAL}.`) || objectTypeId === '0-3';
const numbers: ReadonlyMap<string, string> = new Map([
  ['0-1', 'contact'],
  ['0-2', 'company'],
  ['0-3', DEAL],
]);
/** After each of these the record is read again: what the event says may be old by then. */
const CHANGES = ['creation', 'propertyChange', 'deletion', 'merge', 'restore', 'privacyDeletion', 'associationChange'];
const ERASURE = 'privacyDeletion';
const TEST = 'sidelight.test';

const timestampOf = (header: Header) => header('x-hubspot-request-timestamp') ?? '';

/** Version 3 of the signature: base64 of HMAC-SHA256 over method, address, raw body and timestamp. */
function isSignedBy(secret: string, signed: readonly (string | Buffer)[], signature: Buffer): boolean {
  const hmac = createHmac('sha256', secret);
  for (const part of signed) hmac.update(part);
  const expected = hmac.digest();
  return signature.length === expected.length && timingSafeEqual(signature, expected);
}

export const hubspotWebhook: WebhookDefinition = {
  subscriptions: ['deal.propertyChange'],
  recordSubscriptions: Object.keys(kinds).flatMap((kind) => CHANGES.map((change) => `${kind}.${change}`)),
  // The secret of the app.
  secret: { minLength: 16, known: [] },
  app: {
    about: {
      en: 'For Sync: HubSpot tells of edits and won deals within seconds. Without it HubSpot is asked every 15 seconds. With its client ID in the map, its journal is read too: then no change of the last three days is missed.',
      de: 'Für den Abgleich: HubSpot meldet Änderungen und gewonnene Deals binnen Sekunden. Ohne ihn wird HubSpot alle 15 Sekunden gefragt. Steht die Client-ID der App in der Integrationskarte, wird auch ihr Journal gelesen: Dann fehlt keine Änderung der letzten drei Tage.',
    },
    keyLabel: { en: 'Client secret of the app', de: 'Client-Secret der App' },
    help: {
      en: 'HubSpot: Development → Projects → your app. The secret is on the Auth tab, the webhook on the Webhooks tab. A service key alone sends none. For propertyChange choose the properties that the map names.',
      de: 'HubSpot: Entwicklung → Projekte → Ihre App. Das Client-Secret steht auf dem Reiter „Auth“, der Webhook auf dem Reiter „Webhooks“. Ein Service-Schlüssel allein sendet keine. Für propertyChange die Eigenschaften wählen, die in der Integrationskarte stehen.',
    },
  },
  signedAtMs(header) {
    const atMs = Number(timestampOf(header) || 'none');
    return Number.isFinite(atMs) ? atMs : undefined;
  },
  isSigned(rawBody, header, secrets, address) {
    const signature = Buffer.from(header('x-hubspot-signature-v3') ?? '', 'base64');
    const signed = ['POST', address, rawBody, timestampOf(header)];
    // All are tried, so that how long it takes tells neither which one nor how much of it fits.
    return secrets.map((secret) => isSignedBy(secret, signed, signature)).some(Boolean);
  },
  read(body) {
    // Of one record one event is enough: it is read again once, or not at all. A won deal waits for none of the others.
    const found = new Map<string, Delivered>();
    const events = Body.parse(body).filter((event) => !isOwn(event));
    const rank = (event: WireEvent) => (isErasure(event) ? 0 : isOfDeal(event) ? 1 : 2);
    for (const event of events.toSorted((a, b) => rank(a) - rank(b))) {
      const read = delivered(event);
      const key = `${read.event.type.split('.')[0]}|${read.event.detail.id}`;
      if (!found.has(key)) found.set(key, read);
    }
    return [...found.values()];
  },
  meaningOf({ type, detail }) {
    if (type === TEST) return { kind: 'test' };
    const [kind = '', change = ''] = type.split('.');
    if (!CHANGES.includes(change) || detail.id === '') return undefined;
    if (kind === DEAL) return { kind: 'deal_changed', id: detail.id };
    const object = kind === 'contact' || kind === 'company' ? kinds[kind] : undefined;
    if (!object) return undefined;
    return {
      kind: change === ERASURE && kind === 'contact' ? 'record_erased' : 'record_changed',
      object,
      id: detail.id,
    };
  },
  testEvent: (eventId, at) => [
    { eventId, subscriptionId: 0, portalId: 0, occurredAt: Date.parse(at), subscriptionType: TEST, objectId: 0 },
  ],
};

/** The app's own writes come back as events too. */
const isOwn = ({ changeSource, sourceId, appId }: WireEvent) =>
  changeSource === 'INTEGRATION' && appId !== undefined && sourceId === appId;

function delivered(event: WireEvent): Delivered {
  const { eventId, subscriptionId, portalId, occurredAt, subscriptionType, objectId, fromObjectId } = event;
  const [, change = ''] = subscriptionType.split('.');
  const named = numbers.get(event.objectTypeId ?? event.fromObjectTypeId ?? '');
  const type = named === undefined ? subscriptionType : `${named}.${change}`;
  return {
    // The number of the attempt is another each time it is sent; an event's own number alone may come twice.
    deliveryId: `${portalId}-${subscriptionId}-${eventId}-${occurredAt}`,
    event: { type, detail: { id: objectId ?? fromObjectId ?? '' }, isAnswer: false },
  };
}
