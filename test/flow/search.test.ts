import { SearchAnswer } from '@sidelight/shared/context/search.ts';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { customerIn } from './read-fields.ts';
import { type Product, startProduct } from './start-product.ts';

let product: Product;
let token: string;
beforeAll(async () => {
  product = await startProduct();
  token = await product.session();
});
afterEach(() => product.world.faults.clear());
afterAll(() => product.stop());

const unknown = () => {
  const found = product.world.tickets.find(({ truth }) => truth.customer.state === 'nobody');
  if (!found) throw new Error('no sample that nobody knows');
  return { ticketId: String(found.ticketId), requesterId: String(found.bundle.tickets[0]!.requesterId) };
};
const known = () => {
  const found = product.world.tickets.find(({ truth }) => truth.customer.evidence === 'email' && truth.account)!;
  const { domain } = found.bundle.accounts[0]!;
  const { email } = found.bundle.contacts[0]!;
  return { ...found.truth.account!, domain: String(domain), email: String(email) };
};
const ask = (text: string, by = token) => product.post('/v1/links/search', by, { ...unknown(), text });
const search = async (text: string) => SearchAnswer.parse(await (await ask(text)).json());
const pin = (body: object, by = token) => product.post('/v1/links/pin', by, { ...unknown(), ...body });

it.each(['name', 'domain', 'email'] as const)('finds an account by its %s', async (by) => {
  const account = known();
  const answer = await search(account[by]);
  if (answer.kind !== 'found') throw new Error(JSON.stringify(answer));
  const found = answer.accounts.find(({ accountId }) => accountId === account.id);
  expect(found).toMatchObject({ name: account.name, by, detail: expect.stringContaining(' · ') });
});

it('finds by the beginning of a name, whatever its case', async () => {
  const { name, id } = known();
  const first = name.split(' ')[0]!;
  const answer = await search(first.slice(0, 4).toUpperCase());
  expect(answer.kind === 'found' && answer.accounts.map(({ accountId }) => accountId)).toContain(id);
});

it('says that nobody is found', async () => {
  expect(await search('Zzyzx Incorporated')).toEqual({ kind: 'nobody' });
  expect(await search('nobody@zzyzx.example')).toEqual({ kind: 'nobody' });
});

it('refuses what is no text to search for, and whoever is not on the ticket', async () => {
  for (const text of ['', ' ', 'a', 'x'.repeat(255), 'a\u0007b', 'a\nb'])
    expect((await ask(text)).status, JSON.stringify(text)).toBe(400);
  const { ticketId } = unknown();
  const other = await product.post('/v1/links/search', token, { ticketId, requesterId: '900010', text: 'north' });
  expect(other.status).toBe(403);
  expect((await product.post('/v1/links/search', undefined, { ...unknown(), text: 'north' })).status).toBe(401);
});

it('links what was found, says who picked it and when, gives it back, and writes the text nowhere', async () => {
  const own = await startProduct();
  try {
    product.world.faults.clear();
    const account = known();
    const agent = await own.session();
    const post = (path: string, body: object) => own.post(path, agent, { ...unknown(), ...body });
    const opened = async () => customerIn((await own.stream(agent, { ticketId: unknown().ticketId })).events);
    expect(await opened()).toMatchObject({ state: 'nobody' });
    expect((await post('/v1/links/pin', { accountId: account.id })).status).toBe(403);
    const answer = SearchAnswer.parse(await (await post('/v1/links/search', { text: account.name })).json());
    if (answer.kind !== 'found') throw new Error(answer.kind);
    const { accountId, found } = answer.accounts.find(({ name }) => name === account.name)!;
    expect((await post('/v1/links/pin', { accountId: '6100000101', found })).status).toBe(403);
    expect((await post('/v1/links/pin', { accountId, found })).status).toBe(204);
    // Picked twice, it is picked.
    expect((await post('/v1/links/pin', { accountId, found })).status).toBe(204);
    expect(await opened()).toMatchObject({
      ...{ state: 'linked', account: { id: accountId, name: account.name }, evidence: ['picked'], canReject: true },
      pickedAt: expect.stringMatching(/^\d{4}-/),
    });
    expect((await post('/v1/links/reject', { accountId })).status).toBe(204);
    expect(await opened()).toMatchObject({ state: 'nobody' });
    const audited = own.database.db.selectFrom('audit').selectAll().where('action', 'like', 'link.%').orderBy('id');
    await expect
      .poll(async () => (await audited.execute()).map(({ action }) => action))
      .toEqual(['link.denied', 'link.searched', 'link.denied', 'link.picked', 'link.picked', 'link.rejected']);
    expect(JSON.stringify(await audited.execute())).not.toContain(account.name);
    expect(own.logLines.join('\n')).not.toContain(account.name);
  } finally {
    await own.stop();
  }
});

it('lets nobody search the whole CRM through', async () => {
  const lead = await product.session('lead');
  const asked = [];
  for (let i = 0; i < 21; i++) asked.push((await ask('Zzyzx Incorporated', lead)).status);
  expect(asked.slice(0, 20).every((status) => status === 200)).toBe(true);
  expect(asked[20]).toBe(429);
  // Nobody else is kept from it.
  expect((await ask('Zzyzx Incorporated', await product.session('admin'))).status).toBe(200);
});

it('has a pick of another agent’s find refused', async () => {
  const answer = await search(known().name);
  if (answer.kind !== 'found') throw new Error(answer.kind);
  const { accountId, found } = answer.accounts[0]!;
  const other = await product.sessionFor('7099');
  expect((await pin({ accountId, found }, other)).status).toBe(403);
});

it('says why the CRM could not be asked', async () => {
  product.world.faults.set('crm', { kind: '5xx', status: 503 });
  expect(await search('Some Company')).toEqual({ kind: 'failed', reason: 'upstream_error' });
  product.world.faults.set('crm', { kind: '401' });
  expect(await search('Another Company')).toMatchObject({ kind: 'failed', reason: 'credential' });
});
