import { expect, it } from 'vitest';
import type { HttpClient, HttpRequest } from '../http/http-client.ts';
import type { ConnectorSettings, Subject } from '../port.ts';
import { createHubspot } from './connector.ts';
import { batch, company, contact, details, notFound, search, unknownInBatch } from './fixtures.ts';

const signal = new AbortController().signal;
const settings = {
  environment: 'live',
  options: { portalId: '48160021' },
  ask: (read: string) => (read === 'contact' ? ['email', 'odd&name'] : ['name']),
  consoleUrl: 'https://app.hubspot.com',
} as const;

function hubspot(json: unknown, status = 200, more: Partial<ConnectorSettings> = {}) {
  const calls: HttpRequest[] = [];
  const http: HttpClient = {
    async send(request) {
      calls.push(request);
      return { status, json };
    },
  };
  const { reads, searchAccounts } = createHubspot(http, { ...settings, ...more });
  return {
    calls,
    search: (text: string) => searchAccounts?.(text, signal),
    ask: (read: string, subject: Subject) => reads[read]?.(subject, signal),
  };
}

it('finds a contact by address in one call, with the companies', async () => {
  const vendor = hubspot(contact);
  const found = await vendor.ask('contact', { by: 'email', value: ' o’hara+x@northwind.example ' });
  const path =
    '/crm/objects/2026-03/contacts/o%E2%80%99hara%2Bx%40northwind.example?idProperty=email&properties=email,odd%26name,hs_additional_emails&associations=companies';
  expect(vendor.calls).toEqual([{ path }]);
  expect(found?.source).toEqual({
    type: 'contact',
    id: '5100000101',
    url: 'https://app.hubspot.com/contacts/48160021/record/0-1/5100000101',
    changedAt: '2026-11-20T08:15:00.000Z',
  });
});

it('asks since when in the same call, where the map wants to know', async () => {
  const vendor = hubspot(contact, 200, { askSince: () => ['hs_email_optout'] });
  await vendor.ask('contact', { by: 'id', value: '5100000101' });
  expect(vendor.calls).toHaveLength(1);
  expect(vendor.calls[0]?.path).toContain('&propertiesWithHistory=hs_email_optout&associations=');
});

it.each(['id', 'external_id'] as const)('finds a contact by %s', async (by) => {
  const vendor = hubspot(contact);
  await vendor.ask('contact', { by, value: '5100000101' });
  expect(vendor.calls[0]?.path).toMatch(/^\/crm\/objects\/2026-03\/contacts\/5100000101\?properties=/);
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

it('looks for a domain as companies write it, and among their further ones', async () => {
  const vendor = hubspot(search);
  const found = await vendor.ask('domain', { by: 'domain', value: ' Northwind.Example ' });
  expect(vendor.calls[0]?.body).toMatchObject({
    filterGroups: [
      { filters: [{ propertyName: 'domain', operator: 'IN', values: ['northwind.example', 'www.northwind.example'] }] },
      { filters: [{ propertyName: 'hs_additional_domains', operator: 'CONTAINS_TOKEN', value: 'northwind.example' }] },
    ],
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

it('asks for the version of the API that the map names', async () => {
  const calls: HttpRequest[] = [];
  const http: HttpClient = {
    async send(request) {
      calls.push(request);
      return { status: 200, json: batch };
    },
  };
  const options = { portalId: '48160021', apiVersion: '2026-09' };
  await createHubspot(http, { ...settings, options }).reads.account?.({ by: 'id', value: '6100000101' }, signal);
  expect(calls[0]?.path).toBe('/crm/objects/2026-09/companies/batch/read');
});

it.each([
  ['another account than the map’s', { portalId: 999 }, 'live', 'not_configured'],
  ['a test account where live data is meant', { accountType: 'DEVELOPER_TEST' }, 'live', 'bad_answer'],
  ['a sandbox where live data is meant', { accountType: 'SANDBOX' }, 'live', 'bad_answer'],
  ['a live account where a sandbox is meant', {}, 'sandbox', 'bad_answer'],
] as const)('does not take %s', async (_what, over, environment, reason) => {
  const http: HttpClient = { send: async () => ({ status: 200, json: { ...details, ...over } }) };
  const asked = createHubspot(http, { ...settings, environment }).reads.details?.({ by: 'tenant', value: '*' }, signal);
  await expect(asked).rejects.toMatchObject({ reason });
});

it('leaves out a company that it cannot understand, and says so', async () => {
  const [first] = contact.associations.companies.results;
  const results = [
    { ...first, type: undefined },
    { id: '6100000109', type: 'contact_to_company_unlabeled' },
  ];
  const vendor = hubspot({ ...contact, associations: { companies: { results, paging: { next: { after: '2' } } } } });
  const found = await vendor.ask('contact', { by: 'id', value: contact.id });
  expect(found?.record).toMatchObject({ accountIds: ['6100000109'] });
  expect(found?.gaps).toEqual({ isCutShort: true, leftOut: 1 });
});

const further = (id: string, hs_additional_emails: unknown) => ({ id, properties: { hs_additional_emails } });

it.each<[string, object, string]>([
  ['fewer hits were read than there are', { total: 50, results: [further('1', 'x@northwind.example')] }, 'bad_answer'],
  ['a hit is odd', { total: 2, results: [further('1', 'x@northwind.example'), { id: 7 }] }, 'bad_answer'],
  ['all were looked through', { total: 1, results: [further('1', 'x@northwind.example')] }, 'nobody'],
  ['one fits, whatever the others are', { total: 50, results: [null, further('9', 'D@northwind.example')] }, '9'],
])('a person among further addresses is nobody only when every hit was read: %s', async (_what, hits, outcome) => {
  const http: HttpClient = {
    async send({ method, path }) {
      if (method === 'POST') return { status: 200, json: hits };
      if (path.includes('idProperty')) return { status: 404, json: notFound };
      return { status: 200, json: { ...contact, id: '9' } };
    },
  };
  const { reads } = createHubspot(http, settings);
  const asked = reads.contact?.({ by: 'email', value: 'd@northwind.example' }, signal);
  const told = await asked?.then(
    (found) => found?.source.id ?? 'nobody',
    (error: { readonly reason: string }) => error.reason,
  );
  expect(told).toBe(outcome);
});

it.each<[string, string, Subject]>([
  ['a search by domain', 'domain', { by: 'domain', value: 'northwind.example' }],
  ['a batch of companies', 'account', { by: 'id', value: '6100000101' }],
])('%s is always answered: a 404 is a wrong path, not "nobody"', async (_, read, subject) => {
  const asked = hubspot({ status: 'error', message: 'resource not found' }, 404).ask(read, subject);
  await expect(asked).rejects.toMatchObject({ reason: 'not_configured' });
});

it('searches accounts by what people call them, in one call', async () => {
  const { calls, search: found } = hubspot({ ...search, total: 12 });
  expect(await found('Northwind "Tra')).toMatchObject({
    accounts: [{ record: { id: '6100000101', name: 'Northwind Traders' }, source: { url: expect.any(String) } }],
    isCutShort: true,
  });
  expect(calls[0]?.body).toEqual({
    ...{ query: 'Northwind "Tra', filterGroups: [], properties: ['name'], sorts: [], limit: 10, after: '0' },
  });
});
