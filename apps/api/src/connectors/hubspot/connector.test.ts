import { expect, it } from 'vitest';
import type { HttpClient, HttpRequest } from '../http-client.ts';
import type { Subject } from '../port.ts';
import { createHubspot } from './connector.ts';
import { batch, company, contact, search, unknownInBatch } from './fixtures.ts';

const signal = new AbortController().signal;
const settings = {
  environment: 'live',
  options: { portalId: '48160021' },
  ask: (read: string) => (read === 'contact' ? ['email', 'odd&name'] : ['name']),
  consoleUrl: 'https://app.hubspot.com',
} as const;

function hubspot(json: unknown, status = 200) {
  const calls: HttpRequest[] = [];
  const http: HttpClient = {
    async send(request) {
      calls.push(request);
      return { status, json };
    },
  };
  const { reads } = createHubspot(http, settings);
  return { calls, ask: (read: string, subject: Subject) => reads[read]?.(subject, signal) };
}

it('finds a contact by address in one call, with the companies', async () => {
  const vendor = hubspot(contact);
  const found = await vendor.ask('contact', { by: 'email', value: ' o’hara+x@northwind.example ' });
  const path =
    '/crm/v3/objects/contacts/o%E2%80%99hara%2Bx%40northwind.example?idProperty=email&properties=email,odd%26name&associations=companies';
  expect(vendor.calls).toEqual([{ path }]);
  expect(found?.source).toEqual({
    type: 'contact',
    id: '5100000101',
    url: 'https://app.hubspot.com/contacts/48160021/record/0-1/5100000101',
    changedAt: '2026-11-20T08:15:00.000Z',
  });
});

it.each(['id', 'external_id'] as const)('finds a contact by %s', async (by) => {
  const vendor = hubspot(contact);
  await vendor.ask('contact', { by, value: '5100000101' });
  expect(vendor.calls[0]?.path).toMatch(/^\/crm\/v3\/objects\/contacts\/5100000101\?properties=/);
});

it('shows the survivor of a merge when asked for the one that is gone', async () => {
  const vendor = hubspot({ ...batch, results: [{ ...company, id: '6100000777' }] });
  const found = await vendor.ask('account', { by: 'id', value: '6100000101' });
  expect(vendor.calls[0]?.body).toEqual({
    inputs: [{ id: '6100000101' }],
    properties: ['name'],
    propertiesWithHistory: [],
  });
  expect(found).toMatchObject({
    record: { id: '6100000777' },
    source: { id: '6100000777', url: 'https://app.hubspot.com/contacts/48160021/record/0-2/6100000777' },
  });
});

it('tells a part that failed from a company that is not there', async () => {
  const [error] = unknownInBatch.errors;
  const broken = { ...unknownInBatch, errors: [{ ...error, category: 'INTERNAL_ERROR' }] };
  const asked = hubspot(broken, 207).ask('account', { by: 'id', value: '1' });
  await expect(asked).rejects.toMatchObject({ reason: 'bad_answer' });
});

it('looks for a domain as it is written in a company, five at most', async () => {
  const vendor = hubspot(search);
  const found = await vendor.ask('domain', { by: 'domain', value: ' Northwind.Example ' });
  expect(vendor.calls[0]?.body).toMatchObject({
    filterGroups: [{ filters: [{ propertyName: 'domain', operator: 'EQ', value: 'northwind.example' }] }],
    limit: 5,
  });
  expect(found?.source.url).toMatch(/0-2\/6100000101$/);
});

it('names all companies of a shared domain and links to none', async () => {
  const vendor = hubspot({ total: 2, results: [company, { ...company, id: '6100000102' }] });
  const found = await vendor.ask('domain', { by: 'domain', value: 'northwind.example' });
  expect(found?.record).toMatchObject({ accounts: [{ id: '6100000101' }, { id: '6100000102' }] });
  expect(found?.source).toEqual({ type: 'company', id: '6100000101, 6100000102' });
});

it('does not start without a portal', () => {
  const http: HttpClient = { send: () => Promise.reject(new Error('not to be called')) };
  expect(() => createHubspot(http, { ...settings, options: {} })).toThrow(/portalId/);
});
