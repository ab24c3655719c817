import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hubspotWebhook } from './webhook.ts';

const address = 'https://sidelight.example/webhooks/acme/crm';
const at = '1795000000000';
const [current, previous, stranger] = ['current app secret', 'previous app secret', 'a strange secret'] as const;
const event = (change: Readonly<Record<string, unknown>> = {}) => ({
  ...{ eventId: 100, subscriptionId: 7, portalId: 48160021, appId: 3, occurredAt: 1_795_000_000_000 },
  ...{ subscriptionType: 'contact.propertyChange', attemptNumber: 0, objectId: 501, propertyName: 'phone' },
  ...{ propertyValue: 'x', changeSource: 'CRM_UI', sourceId: 'userId:7', ...change },
});
const body = Buffer.from(JSON.stringify([event()]));
const sign = (secret: string, { method = 'POST', to = address, text = body, time = at } = {}) =>
  createHmac('sha256', secret).update(`${method}${to}`).update(text).update(time).digest('base64');
const isSigned = (signature: string, text = body, time = at) => {
  const headers: Readonly<Record<string, string>> = {
    'x-hubspot-signature-v3': signature,
    'x-hubspot-request-timestamp': time,
  };
  return hubspotWebhook.isSigned(text, (name) => headers[name], [current, previous], address);
};
const meanings = (...events: readonly unknown[]) =>
  hubspotWebhook.read(events).map(({ event: read }) => hubspotWebhook.meaningOf(read));

describe('a signature', () => {
  it('matches when any live secret has made it', () => {
    expect([current, previous, stranger].map((secret) => isSigned(sign(secret)))).toEqual([true, true, false]);
  });

  it('is bound to the method, the address, the body and the time', () => {
    expect(isSigned(sign(current, { method: 'GET' }))).toBe(false);
    expect(isSigned(sign(current, { to: `${address}?x=1` }))).toBe(false);
    expect(isSigned(sign(current), Buffer.from('[]'))).toBe(false);
    expect(isSigned(sign(current), body, '1795000000001')).toBe(false);
  });

  it.each(['', '☃', sign(current).slice(0, 20)])('of %s does not match, and does not throw', (signature) => {
    expect(isSigned(signature)).toBe(false);
  });

  it('says when it was made, and does not where that is no time', () => {
    expect(hubspotWebhook.signedAtMs(() => at, body)).toBe(1_795_000_000_000);
    expect(hubspotWebhook.signedAtMs(() => undefined, body)).toBeUndefined();
    expect(hubspotWebhook.signedAtMs(() => 'now', body)).toBeUndefined();
  });
});

describe('events', () => {
  it('are of a record that is to be read again, whatever happened to it', () => {
    const changes = ['creation', 'propertyChange', 'deletion', 'merge', 'restore', 'privacyDeletion'];
    expect(changes.flatMap((change) => meanings(event({ subscriptionType: `company.${change}` })))).toEqual(
      changes.map(() => ({ kind: 'record_changed', object: 'companies', id: '501' })),
    );
    expect(meanings(event({ subscriptionType: 'deal.propertyChange' }))).toEqual([{ kind: 'deal_changed', id: '501' }]);
    expect(meanings(event({ subscriptionType: 'ticket.creation' }))).toEqual([undefined]);
  });

  it('of a person who was erased come first, and stand for all others of that record', () => {
    const of = (change: string, more: Readonly<Record<string, unknown>> = {}) =>
      event({ subscriptionType: `contact.${change}`, ...more });
    const erased = { kind: 'record_erased', object: 'contacts', id: '501' };
    expect(meanings(of('deletion'), of('propertyChange', { objectId: 9 }), of('privacyDeletion'))).toEqual([
      erased,
      { kind: 'record_changed', object: 'contacts', id: '9' },
    ]);
  });

  it('name their kind by its number too, and associations their first record', () => {
    expect(meanings(event({ subscriptionType: 'object.creation', objectTypeId: '0-3' }))).toEqual([
      { kind: 'deal_changed', id: '501' },
    ]);
    const { objectId: _, ...association } = event({ subscriptionType: 'contact.associationChange', fromObjectId: 9 });
    expect(meanings(association)).toEqual([{ kind: 'record_changed', object: 'contacts', id: '9' }]);
  });

  it('of one record are one, and the same when they are sent again', () => {
    const [two, again] = [event({ eventId: 101 }), event({ attemptNumber: 2 })];
    expect(hubspotWebhook.read([event(), two]).map(({ deliveryId }) => deliveryId)).toEqual(
      hubspotWebhook.read([again]).map(({ deliveryId }) => deliveryId),
    );
    expect(hubspotWebhook.read([event(), event({ objectId: 502 })])).toHaveLength(2);
  });

  it('of our own writes say nothing new, and a deal goes first', () => {
    expect(hubspotWebhook.read([event({ changeSource: 'INTEGRATION', sourceId: '3' })])).toEqual([]);
    const others = [event(), event({ subscriptionType: 'deal.propertyChange', objectId: 9 })];
    expect(meanings(...others)[0]).toEqual({ kind: 'deal_changed', id: '9' });
  });

  it.each([[{}], [[]], [[{ objectId: 1 }]], [[event({ objectId: '../1' })]]])(
    'of another shape are refused: %j',
    (odd) => {
      expect(() => hubspotWebhook.read(odd)).toThrow();
    },
  );
});
