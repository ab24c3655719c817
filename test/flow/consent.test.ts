import { OauthStart } from '@sidelight/shared/setup/connection.ts';
import { Setup } from '@sidelight/shared/setup/setup.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allow } from '../world/oauth/allow.ts';
import { customerIn } from './read-fields.ts';
import { type Product, startProduct } from './start-product.ts';

let product: Product;
let admin: string;
beforeAll(async () => {
  product = await startProduct({ isNew: true });
});
afterAll(() => product.stop());

const LEAST = ['tickets:read', 'users:read', 'organizations:read'];
const linksIn = (page: string) =>
  [...page.matchAll(/href="([^"]+)"/g)].map(([, href]) => href!.replaceAll('&amp;', '&'));
const setup = async (method: string, path: string) => {
  const answer = await fetch(`${product.url}/v1/setup${path}`, {
    method,
    headers: { authorization: `Bearer ${admin}` },
  });
  return (await answer.json()) as unknown;
};
const read = async () => Setup.parse(await setup('GET', ''));
const helpdesk = async () => (await read()).connections.find(({ connector }) => connector === 'zendesk')!.standing;
const askedBy = (url: string) => new URL(url).searchParams.get('scope')?.split(' ') ?? [];
const again = async () => OauthStart.parse(await setup('POST', '/connections/zendesk/oauth')).url;
/** What the helpdesk sends back where it refuses: to whom it was asked by. */
const sentBack = (url: string, answer: Record<string, string>) => {
  const state = new URL(url).searchParams.get('state') ?? '';
  return fetch(`${product.url}/oauth/callback?${new URLSearchParams({ ...answer, state })}`);
};

describe('a client that may not ask for everything', () => {
  it('is refused by the helpdesk, and connects with the least from the same page', async () => {
    product.world.oauth.allowedScopes = [...LEAST, 'tickets:write', 'brands:read'];
    const { url, token } = await product.world.sign({ role: 'admin', location: 'nav_bar' });
    const page = await (await fetch(url, { method: 'POST', body: new URLSearchParams({ token }) })).text();
    const [whole = '', narrow = ''] = linksIn(page);
    expect(await (await fetch(whole)).text()).toContain('invalid_scope');
    expect(askedBy(narrow)).toEqual(LEAST);
    const done = await fetch((await allow(narrow)).location!);
    expect(await done.text()).toContain('Connected');
    admin = await product.session('admin');
    const standing = await helpdesk();
    if (standing.kind !== 'connected') throw new Error(standing.kind);
    expect(standing.without).toHaveLength(4);
    expect(standing.without?.map(({ en }) => en).join(' ')).toContain('are not marked');
  });

  it('goes without what that was for, and shows a ticket all the same', async () => {
    const { events } = await product.stream(admin, { ticketId: '1001' });
    expect(customerIn(events)).toMatchObject({ requester: { name: expect.stringMatching(/\w/) } });
    expect((await read()).webhook).toMatchObject({ kind: 'not_possible', reason: 'not_allowed' });
    const asked = product.world.calls.list().filter(({ path }) => /groups|brands|webhooks/.test(path));
    expect(asked).toEqual([]);
  });

  it('is told which scope is refused, and asks for the others', async () => {
    const why = 'The requested scope is invalid: groups:read, webhooks:read, webhooks:write';
    const refused = await sentBack(await again(), { error: 'invalid_scope', error_description: why });
    expect(refused.status).toBe(200);
    const page = await refused.text();
    for (const scope of ['groups:read', 'webhooks:write']) expect(page).toContain(scope);
    const [next = ''] = linksIn(page);
    expect(askedBy(next)).toEqual([...LEAST, 'tickets:write', 'brands:read']);
    expect(await (await fetch((await allow(next)).location!)).text()).toContain('Connected');
    expect(await helpdesk()).toMatchObject({ without: { length: 2 } });
  });

  it('asks for the least where the helpdesk does not say which', async () => {
    const refused = await sentBack(await again(), {
      error: 'invalid_scope',
      error_description: '<script>alert(1)</script>',
    });
    const page = await refused.text();
    expect(page).not.toContain('<script>');
    expect(askedBy(linksIn(page)[0]!)).toEqual(LEAST);
  });

  it('is not connected without what nothing works without', async () => {
    const refused = await sentBack(await again(), { error: 'invalid_scope', error_description: 'tickets:read' });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('tickets:read');
    expect(await (await sentBack(await again(), { error: 'access_denied' })).text()).toContain('Not connected');
    expect(await helpdesk()).toMatchObject({ kind: 'connected' });
  });
});

describe('the tokens of a client', () => {
  const ways = (ticketId: string) => product.stream(admin, { ticketId }).then(({ events }) => customerIn(events));
  const isShown = { requester: { name: expect.stringMatching(/\w/) } };

  it('made since April 2026 are renewed when one is revoked early', async () => {
    product.world.oauth.allowedScopes = undefined;
    expect(await (await fetch((await allow(await again())).location!)).text()).toContain('Connected');
    expect(await helpdesk()).not.toHaveProperty('without');
    product.world.oauth.grants.end(product.world.oauth.grants.newest()!);
    product.world.calls.clear();
    expect(await ways('1002')).toMatchObject(isShown);
    expect(product.world.calls.list().filter(({ path }) => path === '/oauth/tokens')).toHaveLength(1);
  });

  it('made before are asked to end too, and work', async () => {
    product.world.oauth.isOlder = true;
    expect(await (await fetch((await allow(await again())).location!)).text()).toContain('Connected');
    expect(await ways('1003')).toMatchObject(isShown);
    const ends = await product.database.db
      .selectFrom('secrets')
      .select('expires_at')
      .where('system', '=', 'helpdesk')
      .execute();
    expect(ends.every(({ expires_at }) => expires_at !== null)).toBe(true);
  });

  it('that never end, and cannot be renewed, work as they are', async () => {
    product.world.oauth.ignoresLifetimes = true;
    expect(await (await fetch((await allow(await again())).location!)).text()).toContain('Connected');
    expect(await ways('1005')).toMatchObject(isShown);
  });

  it('do not hide that a ticket is private', async () => {
    product.world.helpdesk.setPrivate(1004, true);
    expect(await ways('1004')).toMatchObject({ state: 'unverified', reason: 'forbidden' });
  });
});
