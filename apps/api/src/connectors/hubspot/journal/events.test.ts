import { describe, expect, it } from 'vitest';
import { hubspotWebhook } from '../webhook.ts';
import { deliveredOf } from './events.ts';

const OFFSET = '550e8400-e29b-41d4-a716-446655440000';
const read = (...journalEvents: readonly unknown[]) => deliveredOf({ journalEvents }, OFFSET, '48160021');
const event = (more: object) => ({ type: 'x', portalId: 48160021, occurredAt: '2026-11-20T10:00:00Z', ...more });
const ofContact = (action: string, more: object = {}) => event({ action, objectTypeId: '0-1', objectId: 101, ...more });
/** What follows from a file. */
const meanings = (...events: readonly unknown[]) =>
  read(...events).delivered.map((one) => hubspotWebhook.meaningOf(one.event));
const changed = (id: string, object = 'contacts') => ({ kind: 'record_changed', object, id });

describe('what a journal tells', () => {
  it.each(['CREATE', 'UPDATE', 'DELETE', 'RESTORE'])('means the same as a webhook’s event: %s', (action) => {
    expect(meanings(ofContact(action))).toEqual([changed('101')]);
    expect(meanings(event({ action, objectTypeId: '0-2', objectId: '7' }))).toEqual([changed('7', 'companies')]);
    expect(meanings(event({ action, objectTypeId: '0-3', objectId: 9 }))).toEqual([{ kind: 'deal_changed', id: '9' }]);
  });

  it('is of all that were merged into one', () => {
    expect(meanings(ofContact('MERGE', { mergedObjectIds: [102, '103'] }))).toEqual(
      ['101', '102', '103'].map((id) => changed(id)),
    );
  });

  it('is of the contact, whichever end of what joins it to a company that is', () => {
    const [contact, company] = [
      { type: '0-1', id: 101 },
      { type: '0-2', id: 7 },
    ];
    const joined = (from: typeof contact, to: typeof contact, action = 'ASSOCIATION_ADDED') =>
      event({ action, fromObjectTypeId: from.type, fromObjectId: from.id, toObjectTypeId: to.type, toObjectId: to.id });
    expect(meanings(joined(contact, company))).toEqual([changed('101')]);
    expect(meanings(joined(company, contact, 'ASSOCIATION_REMOVED'))).toEqual([changed('101')]);
    expect(meanings(joined(company, { type: '0-3', id: 9 }))).toEqual([]);
  });

  it('is a person’s erasure wherever that stands, and of one record one event otherwise', () => {
    const all = [ofContact('UPDATE'), ofContact('DELETE'), ofContact('GDPR_DELETE'), ofContact('UPDATE')];
    expect(meanings(...all)).toEqual([{ kind: 'record_erased', object: 'contacts', id: '101' }]);
    expect(meanings(ofContact('UPDATE'), ofContact('UPDATE'))).toEqual([changed('101')]);
  });

  it('has the same ids each time it is read, and others in another file', () => {
    const ids = (offset: string) =>
      deliveredOf({ journalEvents: [ofContact('UPDATE')] }, offset, '48160021').delivered.map((one) => one.deliveryId);
    expect(ids('a')).toEqual(ids('a'));
    expect(ids('a')).not.toEqual(ids('b'));
  });

  it('is nothing of another account, of another kind of record, or of what nobody asked for', () => {
    const none = { delivered: [], leftOut: 0 };
    expect(read(ofContact('UPDATE', { portalId: 1 }))).toEqual(none);
    expect(read(event({ action: 'UPDATE', objectTypeId: '2-77', objectId: 1 }))).toEqual(none);
    expect(read(event({ action: 'APP_INSTALL' }), ofContact('SNAPSHOT'))).toEqual(none);
  });

  it.each([
    ['no event at all', 7],
    ['no action', event({ objectTypeId: '0-1', objectId: 1 })],
    ['an id that is none', ofContact('UPDATE', { objectId: 'seven' })],
    ['no id', event({ action: 'UPDATE', objectTypeId: '0-1' })],
    ['no kind of record', event({ action: 'UPDATE', objectId: 1 })],
    ['ends without a kind', event({ action: 'ASSOCIATION_ADDED', fromObjectId: 1 })],
    ['a contact without an id', event({ action: 'ASSOCIATION_ADDED', fromObjectTypeId: '0-1', toObjectTypeId: '0-2' })],
  ])('is counted where it makes no sense: %s', (_what, json) => {
    expect(read(json, ofContact('UPDATE'))).toMatchObject({
      leftOut: 1,
      delivered: [{ event: { detail: { id: '101' } } }],
    });
  });
});
