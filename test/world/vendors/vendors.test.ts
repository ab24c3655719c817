import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, listIn, objectIn } from '../caller.ts';
import type { Vendor } from '../systems.ts';
import { startWorld, type World } from '../world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ customers: 5 });
});
afterAll(() => world.stop());

const sample = (key: string) => world.tickets.find((t) => t.key === key)!;

describe('strangers', () => {
  const refused: readonly [Vendor, string, string | undefined, object][] = [
    ['zendesk', '/api/v2/tickets/1001.json', undefined, { error: "Couldn't authenticate you" }],
    ['hubspot', '/crm/v3/objects/companies/1', undefined, { status: 'error', category: 'INVALID_AUTHENTICATION' }],
    ['stripe', '/v1/customers', undefined, { error: { type: 'invalid_request_error' } }],
    ['posthog', '/api/projects/7001/query/', '{}', { type: 'authentication_error', code: 'authentication_failed' }],
  ];
  it.each(refused)('%s refuses a wrong key as the real one does', async (vendor, path, body, shape) => {
    const method = body === undefined ? 'GET' : 'POST';
    const answer = await call(world, vendor, path, { method, headers: { authorization: 'Bearer stolen' } });
    expect(answer.status).toBe(401);
    expect(answer.json).toMatchObject(shape);
  });

  it('statuspage needs no key', async () => {
    expect((await fetch(`${world.urls.statuspage}/api/v2/summary.json`)).status).toBe(200);
  });
});

describe('what is not there', () => {
  const missing: readonly [Vendor, string, object][] = [
    ['zendesk', '/api/v2/tickets/99.json', { error: 'RecordNotFound' }],
    ['zendesk', '/api/v2/nope', { error: 'InvalidEndpoint' }],
    ['hubspot', '/crm/v3/objects/companies/99', { status: 'error', category: 'OBJECT_NOT_FOUND' }],
    ['hubspot', '/crm/v3/objects/contacts/x@y.example?idProperty=email', { category: 'OBJECT_NOT_FOUND' }],
    ['stripe', '/v1/customers/cus_99', { error: { code: 'resource_missing', param: 'id' } }],
    ['stripe', '/v1/nope', { error: { type: 'invalid_request_error' } }],
    ['posthog', '/api/nope/', { type: 'invalid_request', code: 'not_found' }],
  ];
  it.each(missing)('%s %s', async (vendor, path, shape) => {
    const answer = await call(world, vendor, path);
    expect(answer.status).toBe(404);
    expect(answer.json).toMatchObject(shape);
  });
});

describe('hubspot', () => {
  it('answers only the properties asked for, null for an empty one, nothing for an unknown one', async () => {
    const { json } = await call(
      world,
      'hubspot',
      '/crm/v3/objects/companies/6100002201?properties=name,nope,account_owner_name',
    );
    expect(Object.keys(objectIn(json, 'properties'))).toEqual([
      'createdate',
      'hs_lastmodifieddate',
      'hs_object_id',
      'name',
      'account_owner_name',
    ]);
    expect(json).toMatchObject({ properties: { account_owner_name: null } });
  });

  it('lists the primary company twice, as the real one does', async () => {
    const { json } = await call(world, 'hubspot', '/crm/v3/objects/contacts/5100000301?associations=companies');
    expect(json).toMatchObject({
      associations: {
        companies: {
          results: [
            { id: '6100000301', type: 'contact_to_company' },
            { id: '6100000301', type: 'contact_to_company_unlabeled' },
            { id: '6100000302', type: 'contact_to_company_unlabeled' },
          ],
        },
      },
    });
  });

  it('says in a 207 which of a batch it does not know, and answers the survivor for a merged id', async () => {
    const merged = sample('merged_record');
    const held = merged.bundle.organizations[0]!.externalId!;
    const answer = await call(world, 'hubspot', '/crm/v3/objects/companies/batch/read', {
      body: { inputs: [{ id: held }, { id: '404' }], properties: ['name'] },
    });
    expect(answer.status).toBe(207);
    expect(answer.json).toMatchObject({
      results: [{ id: merged.truth.account!.id, properties: { name: 'Halden & Byrne' } }],
      numErrors: 1,
      errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['404'] } }],
    });
  });
});

describe('stripe', () => {
  const subscriptions = (customer: string, more = '', version?: string) =>
    call(world, 'stripe', `/v1/subscriptions?customer=${customer}&status=all${more}`, {
      headers: version === undefined ? {} : { 'stripe-version': version },
    });

  it('keeps the period on the items since 2025-03-31, on the subscription before', async () => {
    const { id } = sample('healthy_enterprise').bundle.payers[0]!;
    const now = (await subscriptions(id)).json;
    expect(now).toMatchObject({ data: [{ items: { data: [{ current_period_end: expect.any(Number) }] } }] });
    expect(now).not.toHaveProperty('data.0.current_period_end');
    const before = (await subscriptions(id, '', '2024-06-20')).json;
    expect(before).toHaveProperty('data.0.current_period_end', expect.any(Number));
    expect(before).not.toHaveProperty('data.0.items.data.0.current_period_end');
  });

  it('has one customer whose objects are old whatever the version', async () => {
    const { id } = sample('legacy_shape').bundle.payers[0]!;
    expect((await subscriptions(id)).json).toHaveProperty('data.0.current_period_end', expect.any(Number));
    const invoices = await call(world, 'stripe', `/v1/invoices?customer=${id}`);
    expect(invoices.json).toHaveProperty('data.0.subscription', expect.stringMatching(/^sub_/));
  });

  it('answers ids unless told to expand, and refuses a fifth level', async () => {
    const { id } = sample('healthy_enterprise').bundle.payers[0]!;
    expect((await subscriptions(id)).json).toHaveProperty('data.0.latest_invoice', expect.stringMatching(/^in_/));
    const expanded = await subscriptions(id, '&expand[]=data.latest_invoice');
    expect(expanded.json).toHaveProperty('data.0.latest_invoice.total', 420_000);
    const deep = await subscriptions(id, '&expand[]=data.items.data.price.product');
    expect(deep.status).toBe(400);
    expect(deep.json).toMatchObject({ error: { param: 'expand' } });
  });

  it('pages after an object, and says when there is more', async () => {
    const { id, subscriptions: all } = sample('suspended').bundle.payers[0]!;
    const first = (await subscriptions(id, '&limit=1')).json;
    expect(first).toMatchObject({ has_more: true, data: [{ id: all[0]!.id }] });
    const second = (await subscriptions(id, `&limit=1&starting_after=${all[0]!.id}`)).json;
    expect(second).toMatchObject({ has_more: false, data: [{ id: all[1]!.id }] });
  });

  it('calls a list about nobody a wrong parameter', async () => {
    const answer = await subscriptions('cus_nobody');
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ error: { code: 'resource_missing', param: 'customer' } });
  });
});

describe('posthog', () => {
  const good = 'SELECT 1 FROM events WHERE $group_0 = {account} AND timestamp > now() - INTERVAL 30 DAY';
  const query = (text: string, name = 'sidelight_usage', account = 'acct_s1_1') =>
    call(world, 'posthog', '/api/projects/7001/query/', {
      body: { name, query: { kind: 'HogQLQuery', query: text, values: { account } } },
    });

  it('answers rows in the order of its columns', async () => {
    const { json } = await query(good);
    expect(json).toMatchObject({
      columns: ['active_7d', 'active_30d', 'last_seen', 'trend', 'app_version', 'flags'],
      results: [[182, 250, expect.any(String), expect.any(Array), '8.12.0', '["export-v2"]']],
      hasMore: false,
    });
  });

  it.each([
    ['no bound on the time', 'SELECT 1 FROM events WHERE $group_0 = {account}'],
    ['the account in the text', `${good} AND 'acct_s1_1' = 'acct_s1_1'`],
    ['no placeholder', 'SELECT 1 FROM events WHERE timestamp > now() - INTERVAL 1 DAY'],
  ])('refuses a query with %s', async (_why, text) => {
    const answer = await query(text);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ type: 'validation_error', code: 'hogql_error', attr: null });
  });

  it('sums no rows up to zeros and the epoch, unless HAVING drops that row', async () => {
    expect((await query(good, 'sidelight_errors', 'acct_nobody')).json).toMatchObject({
      results: [[0, '', '1970-01-01T00:00:00Z']],
    });
    expect((await query(`${good} HAVING count() > 0`, 'sidelight_usage', 'acct_nobody')).json).toMatchObject({
      results: [],
    });
  });
});

it('a body that is no JSON is refused in the vendor’s own form', async () => {
  const answer = await fetch(`${world.urls.hubspot}/crm/v3/objects/companies/search`, {
    method: 'POST',
    body: '{',
    headers: { authorization: `Bearer ${world.env().HUBSPOT_TOKEN}`, 'content-type': 'application/json' },
  });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ status: 'error' });
});

describe('statuspage', () => {
  const incidents = async () =>
    listIn((await call(world, 'statuspage', '/api/v2/summary.json')).json, 'incidents').map(
      (incident) => listIn(incident, 'components').length,
    );

  it('names the components of each incident, and shows one without only when told to', async () => {
    expect(await incidents()).toEqual([1, 1]);
    world.setGlobalIncident(true);
    expect(await incidents()).toEqual([1, 1, 0]);
    world.setGlobalIncident(false);
  });
});

it('shows the record behind a link as text, never as markup', async () => {
  const payer = sample('right_to_left').bundle.payers[0]!;
  const page = await (await fetch(`${world.urls.stripe}/console/customers/${payer.id}`)).text();
  expect(page).toContain(payer.id);
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(page).not.toContain('<img');
  const odd = await (await fetch(`${world.urls.stripe}/console/search?query=%3Cscript%3E`)).text();
  expect(odd).not.toContain('<script');
});
