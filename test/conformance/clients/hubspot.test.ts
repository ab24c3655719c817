import { Client } from '@hubspot/api-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, type World } from '../../world/world.ts';

// HubSpot's own client, as it comes from npm, against the simulated HubSpot: it decodes every answer by the vendor's models.
let world: World;
let client: Client;
beforeAll(async () => {
  world = await startWorld({ customers: 5 });
  client = open(world.credentials.hubspot.token);
});
afterAll(() => world.stop());

const open = (accessToken: string) =>
  new Client({ accessToken, basePath: world.urls.hubspot, numberOfApiCallRetries: 0 });
const dana = () => world.tickets[0]!.bundle.contacts[0]!;
const firm = () => world.tickets[0]!.bundle.accounts[0]!;
/** What the client throws names the vendor's status and body. */
const refusal = async (asked: Promise<unknown>) =>
  asked.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('contacts', () => {
  it('are read by address, with their companies', async () => {
    const { basicApi } = client.crm.contacts;
    const found = await basicApi.getById(dana().email, ['email', 'nope'], undefined, ['companies'], false, 'email');
    expect(found.id).toBe(dana().id);
    expect(found.updatedAt).toBeInstanceOf(Date);
    expect(Object.keys(found.properties)).not.toContain('nope');
    const ids = found.associations?.companies?.results.map(({ id }) => id);
    expect(new Set(ids)).toEqual(new Set(dana().accountIds));
  });

  it('that are not there are a 404 in the vendor’s words', async () => {
    expect(await refusal(client.crm.contacts.basicApi.getById('1'))).toMatchObject({
      code: 404,
      body: { category: 'OBJECT_NOT_FOUND', correlationId: expect.any(String) },
    });
  });

  it('are not read by a property that is not unique', async () => {
    const asked = client.crm.contacts.basicApi.getById('London', undefined, undefined, undefined, false, 'city');
    expect(await refusal(asked)).toMatchObject({ code: 400, body: { category: 'VALIDATION_ERROR' } });
  });
});

describe('companies', () => {
  const search = (propertyName: string, value: string, more = {}) =>
    client.crm.companies.searchApi.doSearch({
      // The client's own enum of operators is a type we need not import for one word.
      filterGroups: [{ filters: [{ propertyName, operator: 'EQ' as never, value }] }],
      ...{ properties: ['name', 'domain'], sorts: [], limit: 5, after: '0', ...more },
    });

  it('are read in a batch, and the unknown ones named', async () => {
    const inputs = [{ id: firm().id }, { id: '404' }];
    const found = await client.crm.companies.batchApi.read({ inputs, properties: ['name'], propertiesWithHistory: [] });
    expect(found.results.map(({ id }) => id)).toEqual([firm().id]);
    expect(found).toMatchObject({
      numErrors: 1,
      errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['404'] } }],
    });
  });

  it('are found by domain', async () => {
    const found = await search('domain', firm().domain!);
    expect(found).toMatchObject({ total: 1, results: [{ id: firm().id, properties: { name: firm().name } }] });
    expect((await search('domain', 'nobody.example')).total).toBe(0);
  });

  it.each([
    ['a property that does not exist', 'nope', {}],
    ['more than 200 at once', 'domain', { limit: 201 }],
    ['a page that is no number', 'domain', { after: 'x' }],
  ])('are not searched by %s', async (_what, property, more) => {
    expect(await refusal(search(property, 'a.example', more))).toMatchObject({
      code: 400,
      body: { category: 'VALIDATION_ERROR' },
    });
  });
});

it('a key it does not know is refused', async () => {
  const asked = open('pat-eu1-not-this-one-at-all-0000').crm.contacts.basicApi.getById(dana().id);
  expect(await refusal(asked)).toMatchObject({ code: 401, body: { category: 'INVALID_AUTHENTICATION' } });
});

it('the account tells which it is', async () => {
  const answer = await client.apiRequest({ method: 'GET', path: '/account-info/2026-03/details' });
  expect(await answer.json()).toMatchObject({ portalId: 48160021, accountType: 'STANDARD' });
});
