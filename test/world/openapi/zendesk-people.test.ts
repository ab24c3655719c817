import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, objectIn } from '../caller.ts';
import { startWorld, type World } from '../world.ts';
import { openDocument } from './document.ts';
import { alsoNull } from './quirks.ts';

const folder = process.env.VENDOR_SPECS ?? '';
let world: World;
beforeAll(async () => {
  world = await startWorld({ customers: 5 });
});
afterAll(() => world.stop());

const USER = 20_000_000;
const START = 1_500_000_000;

describe.skipIf(folder === '')('users and organisations are answered as the vendor describes', () => {
  const ask = (method: string, path: string, body?: unknown) =>
    call(world, 'zendesk', path, { method: method.toUpperCase(), ...(body === undefined ? {} : { body }) });
  const wrong = async (method: string, path: string, status: number, json: unknown) => {
    const document = await openDocument(folder, 'zendesk/openapi.trimmed.json', alsoNull.zendesk);
    return document.wrongWith({ path, method, status: String(status) }, json);
  };

  it.each<[string, string, string, unknown, number]>([
    ['get', '/api/v2/users/{user_id}/identities', `/api/v2/users/${USER}/identities`, undefined, 200],
    ['get', '/api/v2/users/show_many', `/api/v2/users/show_many?ids=${USER}`, undefined, 200],
    ['get', '/api/v2/users/search', '/api/v2/users/search?query=role:admin', undefined, 200],
    [
      'put',
      '/api/v2/users/{user_id}',
      `/api/v2/users/${USER}`,
      { user: { name: 'Other', user_fields: { seats: 4 } } },
      200,
    ],
    [
      'post',
      '/api/v2/users/create_or_update',
      '/api/v2/users/create_or_update',
      { user: { name: 'N', email: 'n@new.example' } },
      201,
    ],
    // The description that we have leaves out the plain call: it answers the same.
    ['post', '/api/v2/users/create_or_update', '/api/v2/users', { user: { name: 'O', email: 'o@new.example' } }, 201],
    ['put', '/api/v2/users/update_many', '/api/v2/users/update_many', { users: [{ id: USER, name: 'Many' }] }, 200],
    ['get', '/api/v2/organizations', '/api/v2/organizations?page[size]=2', undefined, 200],
    ['get', '/api/v2/organizations/show_many', '/api/v2/organizations/show_many?ids=30000000', undefined, 200],
    [
      'post',
      '/api/v2/organizations/create_or_update',
      '/api/v2/organizations/create_or_update',
      { organization: { name: 'New' } },
      201,
    ],
    ['get', '/api/v2/incremental/users/cursor', `/api/v2/incremental/users/cursor?start_time=${START}`, undefined, 200],
    [
      'get',
      '/api/v2/incremental/organizations',
      `/api/v2/incremental/organizations?start_time=${START}`,
      undefined,
      200,
    ],
    ['get', '/api/v2/search/export', '/api/v2/search/export?filter[type]=user&query=role:end-user', undefined, 200],
    ['get', '/api/v2/user_fields', '/api/v2/user_fields?page[size]=100', undefined, 200],
    ['get', '/api/v2/organization_fields', '/api/v2/organization_fields?page[size]=100', undefined, 200],
  ])('%s %s', async (method, path, asked, body, status) => {
    const found = await ask(method, asked, body);
    expect(found.status).toBe(status);
    expect(await wrong(method, path, status, found.json)).toEqual([]);
  });

  it('a job from its start to its end', async () => {
    const started = await ask('put', '/api/v2/users/update_many', {
      users: [
        { id: USER, name: 'Done' },
        { id: 1, name: 'Nobody' },
      ],
    });
    const path = `/api/v2/job_statuses/${objectIn(started.json, 'job_status').id}`;
    await expect.poll(async () => objectIn((await ask('get', path)).json, 'job_status').status).toBe('completed');
    const { json } = await ask('get', path);
    expect(await wrong('get', '/api/v2/job_statuses/{job_status_id}', 200, json)).toEqual([]);
  });
});

describe('the simulated helpdesk refuses', () => {
  const put = (path: string, body: unknown) => call(world, 'zendesk', path, { method: 'PUT', body });

  it('an address of somebody else with a code, and making many until it is allowed', async () => {
    const { email } = world.company.customer(1).users[0]!;
    const identity = { type: 'email', value: email };
    const taken = await call(world, 'zendesk', `/api/v2/users/${USER}/identities`, { body: { identity } });
    expect([taken.status, taken.json]).toMatchObject([
      422,
      { error: 'RecordInvalid', details: { value: [{ error: 'DuplicateValue' }] } },
    ]);
    const many = { users: [{ name: 'A', email: 'a@new.example' }] };
    for (const way of ['create_many', 'create_or_update_many'])
      expect((await call(world, 'zendesk', `/api/v2/users/${way}`, { body: many })).status).toBe(403);
    const again = await call(world, 'zendesk', '/api/v2/users', { body: { user: { name: 'A', email } } });
    expect([again.status, again.json]).toMatchObject([422, { details: { email: [{ error: 'DuplicateValue' }] } }]);
  });

  it('nothing, where an update adds an address, mails about it, and drops every other organisation', async () => {
    const { id } = world.company.customer(2).users[0]!;
    await put(`/api/v2/users/${id}`, { user: { email: 'second@new.example', organization_id: 30_000_000 } });
    const user = world.people.directory.user(id);
    expect(user?.identities.map(({ isPrimary }) => isPrimary)).toEqual([true, false]);
    expect(user?.memberships.map(({ organizationId }) => organizationId)).toEqual([30_000_000]);
    expect(world.people.directory.verificationMails).toContain('second@new.example');
  });
});
