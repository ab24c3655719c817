import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, listIn, objectIn } from '../caller.ts';
import { recordOf } from '../vendors/record-of.ts';
import { startWorld, type World } from '../world.ts';
import { openDocument } from './document.ts';
import { alsoNull } from './quirks.ts';
import { shapeDifferences } from './shape.ts';
import { wrongWith } from './wrong-with.ts';

// Vendors' descriptions have licences of their own, so they live outside the repository.
const folder = process.env.VENDOR_SPECS ?? '';
if (folder === '') {
  process.stderr.write('Not checked against the vendors’ OpenAPI documents: VENDOR_SPECS names no folder.\n');
}

describe.skipIf(folder === '')('answers fit what the vendor publishes', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ customers: 40 });
  });
  afterAll(() => world.stop());

  const bundles = () => [
    ...world.tickets.map((t) => t.bundle),
    ...Array.from({ length: 40 }, (_, n) => world.company.customer(n)),
  ];

  it('Zendesk: tickets, users, organisations, comments', async () => {
    const doc = await openDocument(folder, 'zendesk/openapi.trimmed.json', alsoNull.zendesk);
    const judge = (path: string) => (body: unknown) => doc.wrongWith({ path, method: 'get', status: '200' }, body);
    // A saved ticket without a requester is our own invention: the real one has it only while it is written.
    const saved = bundles().flatMap((b) => b.tickets.filter((t) => t.requesterId !== null));
    const tickets = saved.map((t) => t.id);
    const users = [...bundles().flatMap((b) => b.users), ...world.company.staff].map((u) => String(u.id));
    const organizations = bundles().flatMap((b) => b.organizations.map((o) => o.id));
    const found = [
      ...(await wrongWith(
        world,
        tickets,
        (id) => ({ vendor: 'zendesk', path: `/api/v2/tickets/${id}?include=users,organizations` }),
        judge('/api/v2/tickets/{ticket_id}'),
      )),
      ...(await wrongWith(
        world,
        tickets,
        (id) => ({ vendor: 'zendesk', path: `/api/v2/tickets/${id}/comments` }),
        judge('/api/v2/tickets/{ticket_id}/comments'),
      )),
      ...(await wrongWith(
        world,
        [...users, 'me'],
        (id) => ({ vendor: 'zendesk', path: `/api/v2/users/${id}.json` }),
        judge('/api/v2/users/{user_id}'),
      )),
      ...(await wrongWith(
        world,
        organizations,
        (id) => ({ vendor: 'zendesk', path: `/api/v2/organizations/${id}.json` }),
        judge('/api/v2/organizations/{organization_id}'),
      )),
    ];
    expect(found).toEqual([]);
  });

  it('HubSpot: contacts, companies, batches, searches, errors, account', async () => {
    const contacts = await openDocument(folder, 'hubspot/contacts_2026_03.json', alsoNull.hubspot);
    const companies = await openDocument(folder, 'hubspot/companies_2026_03.json', alsoNull.hubspot);
    const account = await openDocument(folder, 'hubspot/acct.json', alsoNull.hubspot);
    const ask = 'properties=name,domain,customer_tier,account_owner_name,stripe_customer_id,product_account_id';
    const objects = '/crm/objects/2026-03';
    const read = { path: `${objects}/companies/batch/read`, method: 'post' };
    const searchFor = (propertyName: string, value: string) => ({
      filterGroups: [{ filters: [{ propertyName, operator: 'EQ', value }] }],
      properties: [],
    });
    const found = [
      ...(await wrongWith(
        world,
        bundles().flatMap((b) => b.contacts.map((c) => c.email)),
        (email) => ({
          vendor: 'hubspot',
          path: `${objects}/contacts/${encodeURIComponent(email)}?idProperty=email&properties=city,jobtitle&associations=companies`,
        }),
        (body) =>
          contacts.wrongWith(
            { path: `${objects}/contacts/{contactId}`, method: 'get', status: '200' },
            withoutNullProperties(body),
          ),
      )),
      ...(await wrongWith(
        world,
        bundles().flatMap((b) => b.accounts.map((a) => a.id)),
        (id) => ({ vendor: 'hubspot', path: `${objects}/companies/${id}?${ask}` }),
        (body) =>
          companies.wrongWith(
            { path: `${objects}/companies/{companyId}`, method: 'get', status: '200' },
            withoutNullProperties(body),
          ),
      )),
      ...(await wrongWith(
        world,
        [{ id: '6100000101' }],
        (input) => ({ vendor: 'hubspot', path: read.path, body: { inputs: [input], properties: ['name'] } }),
        (body) => companies.wrongWith({ ...read, status: '200' }, body),
      )),
      ...(await wrongWith(
        world,
        [{ id: '404' }],
        (input) => ({ vendor: 'hubspot', path: read.path, status: 207, body: { inputs: [input], properties: [] } }),
        (body) => companies.wrongWith({ ...read, status: '207' }, body),
      )),
      ...(await wrongWith(
        world,
        ['northwind.example', 'nobody.example'],
        (value) => ({ vendor: 'hubspot', path: `${objects}/companies/search`, body: searchFor('domain', value) }),
        (body) => companies.wrongWith({ path: `${objects}/companies/search`, method: 'post', status: '200' }, body),
      )),
      ...(await wrongWith(
        world,
        ['dana@northwind.example'],
        (value) => ({ vendor: 'hubspot', path: `${objects}/contacts/search`, body: searchFor('email', value) }),
        (body) => contacts.wrongWith({ path: `${objects}/contacts/search`, method: 'post', status: '200' }, body),
      )),
      ...(await wrongWith(
        world,
        // The document of 2026-03 differs from this one in its paths alone.
        ['/account-info/v3/details', '/account-info/2026-03/details'],
        (path) => ({ vendor: 'hubspot', path }),
        (body) => account.wrongWith({ path: '/account-info/v3/details', method: 'get', status: '200' }, body),
      )),
      ...(await wrongWith(
        world,
        [`${objects}/companies/404`],
        (path) => ({ vendor: 'hubspot', path, status: 404 }),
        (body) => companies.wrongWithSchema('Error', body),
      )),
    ];
    expect(found).toEqual([]);
  });

  it('Stripe before 2025-03-31: customers, subscriptions, invoices, products, errors', async () => {
    const doc = await openDocument(folder, 'stripe/openapi.trimmed.json', alsoNull.stripe);
    const headers = { 'stripe-version': '2023-08-16' };
    const judge = (path: string) => (body: unknown) => doc.wrongWith({ path, method: 'get', status: '200' }, body);
    const payers = bundles()
      .flatMap((b) => b.payers)
      // An unknown word breaks the closed enum of 2023 on purpose.
      .filter((p) => p.subscriptions.every((s) => s.status !== 'grace_period'));
    const ids = payers.map((p) => p.id);
    const found = [
      ...(await wrongWith(
        world,
        payers.flatMap((p) => (p.email === null ? [] : [p.email])),
        (email) => ({ vendor: 'stripe', path: `/v1/customers?email=${encodeURIComponent(email)}`, headers }),
        judge('/v1/customers'),
      )),
      ...(await wrongWith(
        world,
        ids,
        (id) => ({ vendor: 'stripe', path: `/v1/customers/${id}`, headers }),
        judge('/v1/customers/{customer}'),
      )),
      ...(await wrongWith(
        world,
        ids,
        (id) => ({
          vendor: 'stripe',
          path: `/v1/subscriptions?customer=${id}&status=all&expand[]=data.latest_invoice`,
          headers,
        }),
        judge('/v1/subscriptions'),
      )),
      ...(await wrongWith(
        world,
        ids,
        (id) => ({ vendor: 'stripe', path: `/v1/invoices?customer=${id}`, headers }),
        judge('/v1/invoices'),
      )),
      ...(await wrongWith(
        world,
        ['prod_Senterprise', 'prod_Sgalaxy2027'],
        (id) => ({ vendor: 'stripe', path: `/v1/products/${id}`, headers }),
        judge('/v1/products/{id}'),
      )),
      ...(await wrongWith(
        world,
        ['cus_nobody'],
        (id) => ({ vendor: 'stripe', path: `/v1/customers/${id}`, status: 404, headers }),
        (body) => doc.wrongWithSchema('error', body),
      )),
    ];
    expect(found).toEqual([]);
  });

  it('Stripe now: every member is one the vendor’s own fixtures have, of the same type', async () => {
    const fixtures = JSON.parse(await readFile(join(folder, 'stripe/fixtures3.json'), 'utf8')).resources;
    const payers = bundles().flatMap((b) => b.payers);
    const found = new Set<string>();
    for (const { id } of payers.filter((p) => p.shape === 'current')) {
      const list = async (path: string) => listIn((await call(world, 'stripe', path)).json, 'data');
      const checks: [string, unknown[]][] = [
        ['customer', [(await call(world, 'stripe', `/v1/customers/${id}`)).json]],
        ['subscription', await list(`/v1/subscriptions?customer=${id}&status=all`)],
        ['invoice', await list(`/v1/invoices?customer=${id}`)],
      ];
      for (const [name, objects] of checks) {
        for (const object of objects) {
          for (const problem of shapeDifferences(object, fixtures[name], name)) found.add(problem);
        }
      }
    }
    const product = (await call(world, 'stripe', '/v1/products/prod_Spro')).json;
    for (const problem of shapeDifferences(product, fixtures.product, 'product')) found.add(problem);
    expect([...found]).toEqual([]);
  });

  it('PostHog: query answers', async () => {
    const doc = await openDocument(folder, 'posthog/openapi.assembled.json', alsoNull.posthog);
    const query = {
      kind: 'HogQLQuery',
      query: 'SELECT 1 FROM events WHERE $group_0 = {account} AND timestamp > now() - INTERVAL 1 DAY',
    };
    const found = await wrongWith(
      world,
      ['acct_s1_1', 'acct_nobody', 'acct_3'].flatMap((account) =>
        ['sidelight_usage', 'sidelight_errors'].map((name) => ({ account, name })),
      ),
      ({ account, name }) => ({
        vendor: 'posthog',
        path: '/api/projects/7001/query/',
        body: { name, query: { ...query, values: { account } } },
      }),
      (body) => doc.wrongWith({ path: '/api/projects/{project_id}/query/', method: 'post', status: '200' }, body),
    );
    expect(found).toEqual([]);
    const persons =
      'SELECT toString(id) AS person_id, [toString(properties.a)] AS flags FROM persons WHERE 1 = {email}';
    const ofPersons = await wrongWith(
      world,
      ['dana@northwind.example', 'nobody@nowhere.example'],
      (email) => ({
        vendor: 'posthog',
        path: '/api/projects/7001/query/',
        body: { name: 'sidelight_person', query: { kind: 'HogQLQuery', query: persons, values: { email } } },
      }),
      (body) => doc.wrongWith({ path: '/api/projects/{project_id}/query/', method: 'post', status: '200' }, body),
    );
    expect(ofPersons).toEqual([]);
  });

  it('Statuspage: each incident, maintenance and component', async () => {
    const doc = await openDocument(folder, 'statuspage/openapi.trimmed.json', alsoNull.statuspage);
    world.setGlobalIncident(true);
    const { json } = await call(world, 'statuspage', '/api/v2/summary.json');
    world.setGlobalIncident(false);
    const incidents = [...listIn(json, 'incidents'), ...listIn(json, 'scheduled_maintenances')];
    expect(incidents).toHaveLength(4);
    expect([
      ...incidents.flatMap((incident) => doc.wrongWithSchema('Incident', incident)),
      ...listIn(json, 'components').flatMap((component) => doc.wrongWithSchema('Component', component)),
    ]).toEqual([]);
  });

  it('notices an answer that is wrong', async () => {
    const doc = await openDocument(folder, 'stripe/openapi.trimmed.json', alsoNull.stripe);
    const at = { path: '/v1/customers/{customer}', method: 'get', status: '200' };
    expect(doc.wrongWith(at, { id: 5, object: 'customer' }).length).toBeGreaterThan(0);
    const zendesk = await openDocument(folder, 'zendesk/openapi.trimmed.json', alsoNull.zendesk);
    expect(
      zendesk.wrongWith({ path: '/api/v2/tickets/{ticket_id}', method: 'get', status: '200' }, { ticket: { id: 'x' } }),
    ).toContainEqual(expect.stringContaining('/ticket/id must be integer'));
    expect(shapeDifferences({ made_up: 1 }, { id: 'x' }, 'thing')).toEqual([
      'thing.made_up is not there at the vendor',
    ]);
  });
});

/** HubSpot describes every property as text, and answers null for one that is empty. */
function withoutNullProperties(body: unknown): unknown {
  const kept = Object.entries(objectIn(body, 'properties')).filter(([, value]) => value !== null);
  return { ...recordOf(body), properties: Object.fromEntries(kept) };
}
