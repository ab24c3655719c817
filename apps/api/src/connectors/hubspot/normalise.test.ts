import { AccountRecord, ContactRecord } from '@sidelight/shared/record/crm.ts';
import { describe, expect, it } from 'vitest';
import { company, contact } from './fixtures.ts';
import { normaliseAccount, normaliseContact } from './normalise.ts';
import { WireCompany, WireContact } from './wire.ts';

const asked = ['firstname', 'lastname', 'email', 'jobtitle', 'city'];
const of = (over: object) => normaliseContact(WireContact.parse({ ...contact, ...over }), asked).record;

describe('a contact', () => {
  it('holds what the map asked for and nothing else', () => {
    expect(ContactRecord.parse(of({}))).toEqual({
      id: '5100000101',
      name: 'Dana Whitfield',
      email: 'dana@northwind.example',
      otherEmails: [],
      accountIds: ['6100000101', '6100000102'],
      primaryAccountId: '6100000101',
      properties: {
        firstname: 'Dana',
        lastname: 'Whitfield',
        email: 'dana@northwind.example',
        jobtitle: 'Billing admin',
        city: 'London',
      },
      since: {},
    });
  });

  it('says since when a property holds what it holds, by its history', () => {
    const version = (value: string, day: number) => ({ value, timestamp: `2026-11-0${day}T08:00:00.000Z` });
    const past = {
      // The newest two say the same: it is so since the earlier of them.
      hs_email_optout: [version('true', 5), version('true', 3), version('false', 1)],
      hs_legal_basis: [version('Not applicable', 2)],
      jobtitle: [],
    };
    const properties = { ...contact.properties, hs_email_optout: 'true', hs_legal_basis: '' };
    const { since } = of({ properties, propertiesWithHistory: past });
    expect(since).toEqual({ hs_email_optout: '2026-11-03T08:00:00.000Z' });
    // A history that is odd says nothing, and the person is found.
    const odd = { hs_email_optout: [{ value: 'true', timestamp: 'yesterday' }] };
    expect(of({ properties, propertiesWithHistory: odd })).toMatchObject({ name: 'Dana Whitfield', since: {} });
  });

  it('reads a cleared, an absent and a null property alike', () => {
    const properties = { ...contact.properties, jobtitle: '', city: null, firstname: undefined };
    const record = of({ properties: JSON.parse(JSON.stringify(properties)) });
    expect(record).toMatchObject({ name: 'Whitfield', properties: { jobtitle: null, city: null, firstname: null } });
  });

  it('without a name or an address has none', () => {
    expect(of({ properties: { firstname: '', lastname: '', email: '' } })).toMatchObject({ name: null, email: null });
  });

  it('of several companies, none labelled primary, prefers none', () => {
    const results = ['1', '2'].map((id) => ({ id, type: 'contact_to_company_unlabeled' }));
    expect(of({ associations: { companies: { results } } })).toMatchObject({
      accountIds: ['1', '2'],
      primaryAccountId: null,
    });
  });

  it.each([{ associations: undefined }, { associations: {} }])('of no company: %j', (over) => {
    expect(of(over)).toMatchObject({ accountIds: [], primaryAccountId: null });
  });
});

describe('a company', () => {
  it('keeps the id it answered with, which after a merge is the survivor’s', () => {
    const wire = WireCompany.parse({ ...company, id: '6100000777' });
    expect(AccountRecord.parse(normaliseAccount(wire, ['name', 'customer_tier']))).toEqual({
      id: '6100000777',
      name: 'Northwind Traders',
      properties: { name: 'Northwind Traders', customer_tier: 'enterprise' },
    });
  });

  it('with a property that was never asked for does not show it', () => {
    const record = normaliseAccount(WireCompany.parse(company), ['name']);
    expect(Object.keys(record.properties)).toEqual(['name']);
  });
});
