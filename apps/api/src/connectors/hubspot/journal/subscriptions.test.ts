import { expect, it } from 'vitest';
import { lacking, wantedOf } from './subscriptions.ts';
import type { WireSubscription } from './wire.ts';

const PORTAL = 48160021;
const contacts = { object: 'contacts', properties: ['phone', 'email'] };
const wanted = wantedOf([contacts, { object: 'deals', properties: ['dealstage'] }], PORTAL);
const [ofContacts] = wanted;
const held = (of: (typeof wanted)[number], more: Partial<WireSubscription> = {}): WireSubscription => ({
  ...{ subscriptionType: of.subscriptionType, objectTypeId: of.objectTypeId, portalId: String(PORTAL) },
  ...{ actions: [...of.actions], objectIds: [], ...('properties' in of && { properties: [...of.properties] }) },
  ...('associatedObjectTypeIds' in of && { associatedObjectTypeIds: [...of.associatedObjectTypeIds] }),
  ...more,
});

it('are for each kind of record; a person’s company and erasure are told where contacts are', () => {
  expect(wanted.map(({ subscriptionType, objectTypeId }) => `${subscriptionType} ${objectTypeId}`)).toEqual([
    ...['OBJECT 0-1', 'OBJECT 0-3', 'ASSOCIATION 0-1', 'GDPR_PRIVACY_DELETION 0-1'],
  ]);
  expect(wantedOf([{ object: 'notes', properties: ['x'] }], PORTAL)).toEqual([]);
});

it('are asked for where they are not there, and not again', () => {
  expect(lacking(wanted, [])).toEqual(wanted);
  expect(
    lacking(
      wanted,
      wanted.map((one) => held(one)),
    ),
  ).toEqual([]);
});

it.each([
  ['deleted', { deletedAt: '2026-11-01T00:00:00Z' }],
  ['another account’s', { portalId: '1' }],
  ['of some records only', { objectIds: ['7'] }],
])('are asked for where one is %s', (_why, more) => {
  const others = wanted.slice(1).map((one) => held(one));
  expect(lacking(wanted, [held(ofContacts!, more), ...others])).toEqual([ofContacts]);
});

it('go on telling whatever somebody else has them tell', () => {
  const theirs = held(ofContacts!, { properties: ['city'], actions: ['UPDATE', 'SNAPSHOT'] });
  const [asked] = lacking(wantedOf([contacts], PORTAL), [theirs]);
  expect(asked).toMatchObject({
    properties: ['email', 'phone', 'city'],
    actions: [...ofContacts!.actions, 'SNAPSHOT'],
  });
});
