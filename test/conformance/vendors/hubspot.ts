import { classifyHubspot } from '@sidelight/api/connectors/hubspot/classify.ts';
import { createHubspot } from '@sidelight/api/connectors/hubspot/connector.ts';
import * as sent from '@sidelight/api/connectors/hubspot/fixtures.ts';
import {
  AccountRecord,
  AccountsRecord,
  ContactRecord,
  CrmDetailsRecord,
  SalesRecord,
} from '@sidelight/shared/record/crm.ts';
import { files } from '../specs/documents.ts';
import type { Call } from '../upstream.ts';
import { type Route, SEARCH, type VendorCase } from '../vendor.ts';

const asks: Readonly<Record<string, readonly string[]>> = {
  contact: ['firstname', 'lastname', 'email', 'jobtitle', 'city'],
  account: ['name', 'domain', 'customer_tier', 'account_owner_name', 'stripe_customer_id', 'product_account_id'],
  domain: ['name', 'domain', 'customer_tier'],
};

const contact: Route = {
  method: 'GET',
  path: /^\/crm\/objects\/2026-03\/contacts\/[^/]+$/,
  query: ['idProperty', 'properties', 'associations'],
  body: sent.contact,
  required: ['id', 'properties', 'updatedAt', 'associations.companies.results'],
};
/** Asked when nobody has it as their main address. */
const byOtherEmail: Route = {
  method: 'POST',
  path: /^\/crm\/objects\/2026-03\/contacts\/search$/,
  query: [],
  body: sent.nothingFound,
  required: [],
};
const company = ['id', 'properties', 'updatedAt'].map((name) => `results.0.${name}`);
const companySearch: Route = {
  ...{ method: 'POST', path: /^\/crm\/objects\/2026-03\/companies\/search$/, query: [], body: sent.search },
  required: ['total', 'results', ...company],
};
const sold = (kind: string, body: unknown, required: readonly string[]): Route => ({
  ...{ method: 'POST', path: new RegExp(`^/crm/objects/2026-03/${kind}/batch/read$`), query: [], body },
  required: ['results', 'results.0.id', ...required.map((name) => `results.0.properties.${name}`)],
});
const sales: readonly Route[] = [
  {
    ...{ method: 'GET', path: /^\/crm\/objects\/2026-03\/companies\/[^/]+$/, query: ['associations', 'properties'] },
    ...{ body: sent.tied, required: ['id', 'updatedAt', 'associations.deals.results'] },
  },
  sold('deals', sent.dealBatch, ['dealstage', 'pipeline']),
  sold('calls', sent.callBatch, ['hs_timestamp']),
  sold('meetings', sent.meetingBatch, ['hs_timestamp']),
  {
    ...{ method: 'GET', path: /^\/crm\/pipelines\/2026-03\/deals$/, query: [], body: sent.pipelines },
    required: ['results', 'results.0.id', 'results.0.stages', 'results.0.stages.0.label'],
  },
  {
    ...{ method: 'GET', path: /^\/crm\/owners\/2026-03$/, query: ['limit'], body: sent.owners },
    // Of an owner that cannot be read only the name is not known.
    required: ['results'],
  },
  {
    ...{ method: 'GET', path: /^\/account-info\/2026-03\/details$/, query: [], body: sent.details },
    required: ['companyCurrency'],
  },
];
const inQuery = (call: Call) => (call.query.get('properties') ?? '').split(',');
// Both posts send a list of names under this key.
const inBody = (call: Call) => (call.body as { properties: string[] }).properties;
const noContact = { name: 'resource not found', status: 404, body: sent.notFound };

export const hubspot = (): VendorCase => ({
  documents: files.hubspot,
  create: createHubspot,
  classify: classifyHubspot,
  settings: {
    environment: 'live',
    options: { portalId: '48160021' },
    ask: (read) => asks[read] ?? [],
    consoleUrl: 'https://app.hubspot.com',
  },
  refusals: [
    { status: 429, body: sent.dailyLimit, reason: 'rate_limited' },
    { status: 403, body: sent.missingScope, reason: 'forbidden' },
    { status: 423, body: { status: 'error', message: 'locked' }, reason: 'rate_limited' },
    { status: 477, body: { status: 'error', message: 'migration in progress' }, reason: 'rate_limited' },
  ],
  search: {
    read: SEARCH,
    record: AccountsRecord,
    subject: { by: 'domain', value: 'Northwind Tra' },
    routes: [companySearch],
    strangers: [{ name: 'no hit', status: 200, body: sent.nothingFound }],
    asked: inBody,
    mayAsk: asks.account ?? [],
  },
  reads: [
    {
      read: 'contact',
      record: ContactRecord,
      subject: { by: 'email', value: 'dana@northwind.example' },
      routes: [contact, byOtherEmail],
      strangers: [{ ...noContact, beside: [byOtherEmail] }],
      asked: inQuery,
      mayAsk: [...(asks.contact ?? []), 'hs_additional_emails'],
    },
    {
      read: 'contact',
      record: ContactRecord,
      subject: { by: 'external_id', value: '5100000101' },
      routes: [contact],
      strangers: [noContact],
      asked: inQuery,
      mayAsk: [...(asks.contact ?? []), 'hs_additional_emails'],
    },
    {
      read: 'account',
      record: AccountRecord,
      subject: { by: 'id', value: '6100000101' },
      routes: [
        {
          method: 'POST',
          path: /^\/crm\/objects\/2026-03\/companies\/batch\/read$/,
          query: [],
          body: sent.batch,
          required: ['results', ...company],
        },
      ],
      strangers: [
        { name: 'an unknown id, 207', status: 207, body: sent.unknownInBatch },
        { name: 'an empty batch', status: 200, body: { ...sent.batch, results: [] } },
      ],
      asked: inBody,
      mayAsk: asks.account ?? [],
    },
    {
      read: 'domain',
      record: AccountsRecord,
      subject: { by: 'domain', value: 'northwind.example' },
      routes: [companySearch],
      strangers: [{ name: 'no hit', status: 200, body: sent.nothingFound }],
      asked: inBody,
      mayAsk: [...(asks.domain ?? []), 'hs_additional_domains'],
    },
    {
      read: 'sales',
      isOfMany: true,
      record: SalesRecord,
      subject: { by: 'id', value: '6100000101' },
      routes: sales,
      strangers: [{ name: 'resource not found', status: 404, body: sent.notFound }],
    },
    {
      read: 'details',
      record: CrmDetailsRecord,
      subject: { by: 'tenant', value: '*' },
      routes: [
        {
          method: 'GET',
          path: /^\/account-info\/2026-03\/details$/,
          query: [],
          body: sent.details,
          required: ['portalId', 'accountType', 'timeZone', 'uiDomain'],
        },
      ],
    },
  ],
});
