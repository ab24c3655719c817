import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, listIn } from '../caller.ts';
import { startWorld, type World } from '../world.ts';
import { editByHand } from './hubspot-by-hand.ts';
import { companiesOf, historyOf, valueIn } from './hubspot-rows.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ customers: 5 });
});
afterEach(() => world.stop());

const objects = '/crm/objects/2026-03';
const id = (n: number) => world.company.customer(n).contacts[0]!.id;
const row = (n: number) => world.crm.find('contacts', id(n))!;
const post = (path: string, body: unknown) => call(world, 'hubspot', `${objects}${path}`, { body });
const update = (properties: Record<string, string>, n = 1) =>
  post('/contacts/batch/update', { inputs: [{ id: id(n), properties }] });

describe('a write', () => {
  it('adds to several options when it begins with a semicolon, and takes their place when not', async () => {
    await update({ interests: 'api' });
    await update({ interests: ';sso' });
    expect(valueIn(row(1), 'interests')).toBe('api;sso');
    await update({ interests: 'billing' });
    expect(valueIn(row(1), 'interests')).toBe('billing');
    await update({ interests: '' });
    expect(valueIn(row(1), 'interests')).toBeNull();
  });

  it.each([
    ['nope', 'x', 'PROPERTY_DOESNT_EXIST'],
    ['lastmodifieddate', '1', 'READ_ONLY_VALUE'],
    ['account_status', 'Active', 'INVALID_OPTION'],
    ['birthday', '1796083200001', 'INVALID_DATE'],
    ['email', 'x@y.cmo', 'INVALID_EMAIL'],
  ])('of %s = %s is refused, and the whole batch with it', async (name, value, code) => {
    const inputs = [
      { id: id(1), properties: { firstname: 'New' } },
      { id: id(2), properties: { [name]: value } },
    ];
    const answer = await post('/contacts/batch/update', { inputs });
    expect(answer.status).toBe(400);
    const context = { propertyName: [name], id: [id(2)] };
    expect(answer.json).toMatchObject({ category: 'VALIDATION_ERROR', errors: [{ code, context }] });
    expect(historyOf(row(1), 'firstname')).toHaveLength(1);
  });

  it('is written over by a workflow', async () => {
    const rewrite = (value: string) => value.toUpperCase();
    world.crm.switches.workflows.push({ id: 'w3', kind: 'contacts', property: 'firstname', rewrite });
    await update({ firstname: 'Dana' });
    expect(historyOf(row(1), 'firstname').slice(0, 2)).toMatchObject([
      { value: 'DANA', sourceType: 'AUTOMATION_PLATFORM', sourceId: 'w3' },
      { value: 'Dana', sourceType: 'INTEGRATION' },
    ]);
  });

  it('by hand has its writer and its time', () => {
    const at = '2026-11-03T10:00:00.120Z';
    const edit = { kind: 'contacts', id: id(1), by: 'form', source: 'f2', at } as const;
    expect(editByHand(world.crm, { ...edit, values: { phone: '1' } })).toBeUndefined();
    expect(editByHand(world.crm, { ...edit, values: { nope: '1' } })).toMatchObject({ code: 'PROPERTY_DOESNT_EXIST' });
    expect(historyOf(row(1), 'phone')).toMatchObject([{ value: '1', sourceType: 'FORM', atMs: Date.parse(at) }]);
  });
});

describe('a new contact', () => {
  const create = (email: string) =>
    post('/contacts/batch/create', { inputs: [{ properties: { email }, associations: [] }] });
  const made = (email: string) => world.crm.having('contacts', 'email', email)[0]!;

  it('is joined to the company of its domain, which is made when there is none', async () => {
    expect((await create('ida@brand-new.example')).status).toBe(201);
    await create('ole@brand-new.example');
    const [company, ...more] = world.crm.having('companies', 'domain', 'brand-new.example');
    expect(more).toEqual([]);
    expect(companiesOf(made('ida@brand-new.example'))).toEqual([company?.id]);
    expect(companiesOf(made('ole@brand-new.example'))).toEqual([company?.id]);
  });

  it('is refused when the address is taken, or was erased', async () => {
    expect((await create(valueIn(row(1), 'email')!)).status).toBe(409);
    const gone = await post('/contacts/gdpr-delete', { objectId: 'never@was.example', idProperty: 'email' });
    expect(gone.status).toBe(204);
    expect((await create('never@was.example')).json).toMatchObject({ errors: [{ code: 'BLOCKLISTED_EMAIL' }] });
  });

  it('two companies may have one domain', async () => {
    const inputs = [1, 2].map(() => ({ properties: { domain: 'twice.example' }, associations: [] }));
    await post('/companies/batch/create', { inputs });
    expect(world.crm.having('companies', 'domain', 'twice.example')).toHaveLength(2);
  });
});

describe('limits', () => {
  const search = () => post('/contacts/search', { filterGroups: [], limit: 1 });
  beforeEach(() => {
    world.crm.switches.enforcesLimits = true;
  });

  it('are five searches a second, of which no header tells', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, search));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.json).toMatchObject({ policyName: 'SECONDLY' });
    expect(answers[0]?.headers.get('x-hubspot-ratelimit-remaining')).toBeNull();
  });

  it('are 190 calls in any ten seconds', async () => {
    const read = () => call(world, 'hubspot', `${objects}/contacts/${id(1)}`);
    const answers = await Promise.all(Array.from({ length: 191 }, read));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.json).toMatchObject({ policyName: 'TEN_SECONDLY_ROLLING' });
  });
});

it('a search ends at 10,000 results, and says so', async () => {
  const answer = await post('/contacts/search', { filterGroups: [], limit: 200, after: '9900' });
  expect(answer.status).toBe(400);
});

it('what is archived is not found, listed or read', async () => {
  await call(world, 'hubspot', `${objects}/contacts/${id(1)}`, { method: 'DELETE' });
  expect((await call(world, 'hubspot', `${objects}/contacts/${id(1)}`)).status).toBe(404);
  const page = await call(world, 'hubspot', `${objects}/contacts?limit=100`);
  expect(listIn(page.json, 'results')).not.toContainEqual(expect.objectContaining({ id: id(1) }));
});

it('the control page edits, merges and deletes', async () => {
  const control = (path: string, method: string, body?: unknown) =>
    fetch(`${world.controlUrl}/crm${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const edit = { kind: 'contacts', id: id(1), values: { phone: '1' } };
  expect((await control('/edits', 'POST', edit)).status).toBe(204);
  expect((await control('/edits', 'POST', { ...edit, id: '404' })).status).toBe(404);
  expect((await control('/edits', 'POST', { ...edit, values: { nope: '1' } })).status).toBe(400);
  expect((await control('/merges', 'POST', { kind: 'contacts', survivor: id(1), loser: id(2) })).status).toBe(204);
  expect(await (await control(`/contacts/${id(2)}`, 'GET')).json()).toMatchObject({
    id: id(1),
    properties: { phone: '1' },
  });
  expect((await control(`/contacts/${id(3)}`, 'DELETE')).status).toBe(204);
  expect((await control(`/contacts/${id(3)}`, 'GET')).status).toBe(404);
});
