import { ConnectAnswer, OauthStart } from '@sidelight/shared/setup/connection.ts';
import { Setup } from '@sidelight/shared/setup/setup.ts';
import { SyncReport } from '@sidelight/shared/sync/sync-report.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allow } from '../world/oauth/allow.ts';
import { type Product, startProduct } from './start-product.ts';
import { type SyncDesk, syncDeskOf } from './sync-desk-stage.ts';
import { syncOfContacts } from './sync-map.ts';
import { until } from './until.ts';

let product: Product;
let desk: SyncDesk;
beforeAll(async () => {
  product = await startProduct({ isNew: true, changeMap: (map) => ({ ...map, sync: syncOfContacts }) });
}, 90_000);
afterAll(async () => {
  await desk?.closeJobs();
  await product.stop();
});

const FOR_SYNC = ['read', 'users:write', 'organizations:write'];
const call = async (method: string, path: string, body?: object) => {
  const answer = await fetch(`${product.url}/v1/setup${path}`, {
    method,
    headers: { authorization: `Bearer ${desk.admin}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  return (await answer.json()) as unknown;
};
const connection = async (connector: string) =>
  Setup.parse(await call('GET', '')).connections.find((one) => one.connector === connector)!;
const listed = async (connector: string) =>
  (await connection(connector)).methods.flatMap(({ scopes }) => scopes.map(({ scope }) => scope));
const missed = async () => {
  const { standing } = await connection('zendesk');
  return standing.kind === 'connected' ? (standing.without ?? []).map(({ en }) => en).join(' ') : standing.kind;
};
const askedBy = (url: string) => new URL(url).searchParams.get('scope')?.split(' ') ?? [];
const consent = async () => OauthStart.parse(await call('POST', '/connections/zendesk/oauth')).url;
const agree = async (url: string) => (await fetch((await allow(url)).location!)).text();
const linksIn = (page: string) =>
  [...page.matchAll(/href="([^"]+)"/g)].map(([, href]) => href!.replaceAll('&amp;', '&'));
/** The helpdesk says no to a consent that was asked for just now; where our page leads from there. */
async function refused(description: string): Promise<string> {
  const state = new URL(await consent()).searchParams.get('state') ?? '';
  const query = new URLSearchParams({ state, error: 'invalid_scope', error_description: description });
  return linksIn(await (await fetch(`${product.url}/oauth/callback?${query}`)).text())[0] ?? '';
}

describe('a helpdesk that only reads', () => {
  it('is asked for no right that only sync needs, and misses none', async () => {
    const { url, token } = await product.world.sign({ role: 'admin', location: 'nav_bar' });
    const page = await (await fetch(url, { method: 'POST', body: new URLSearchParams({ token }) })).text();
    const [whole = ''] = linksIn(page);
    expect(askedBy(whole)).toContain('tickets:write');
    expect(askedBy(whole).filter((scope) => FOR_SYNC.includes(scope))).toEqual([]);
    expect(await agree(whole)).toContain('Connected');
    // Nobody but admins is let in yet.
    desk = await syncDeskOf(product, (role) =>
      role === 'admin' ? product.session(role) : product.sessionAs({ tenant: 'acme', role }),
    );
    const inputs = { token: product.world.credentials.hubspot.token };
    const saved = ConnectAnswer.parse(await call('POST', '/connections/hubspot', { inputs, save: true }));
    expect(saved).toMatchObject({ isSaved: true });
    expect((await listed('zendesk')).filter((scope) => FOR_SYNC.includes(scope))).toEqual([]);
    expect((await listed('hubspot')).filter((scope) => scope.endsWith('.write'))).toEqual([]);
    expect(await missed()).toBe('');
  });
});

describe('once somebody has made a dry run', () => {
  it('it is not switched on without the right to write, and says where that is to be had', async () => {
    expect(await desk.run('dry_run')).toMatchObject({ kind: 'dry_run', state: 'done' });
    expect(await desk.contact()).toMatchObject({ obstacle: 'no_right_to_write', obstacleSide: 'right' });
    expect(await desk.switchOn()).toEqual({ kind: 'refused', why: 'no_right_to_write' });
    expect((await desk.read(SyncReport, '')).objects[0]?.isOn).toBe(false);
  });

  it('the setup page lists those rights, and says what is missing', async () => {
    expect(await listed('zendesk')).toEqual(expect.arrayContaining(FOR_SYNC));
    expect(await listed('hubspot')).toEqual(
      expect.arrayContaining(['crm.objects.contacts.write', 'crm.objects.companies.write']),
    );
    expect(await missed()).toContain('may not change users');
  });

  it('the consent asks for them; where the client may not, it goes without them and without nothing else', async () => {
    expect(askedBy(await consent())).toEqual(expect.arrayContaining(FOR_SYNC));
    const named = await refused('The requested scope is invalid: users:write, organizations:write');
    expect(askedBy(named)).toEqual(expect.arrayContaining(['read', 'tickets:write', 'webhooks:write']));
    expect(askedBy(named)).not.toContain('users:write');
    const unnamed = await refused('The requested scope is invalid.');
    expect(askedBy(unnamed)).toEqual(expect.arrayContaining(['tickets:write', 'webhooks:write']));
    expect(askedBy(unnamed).filter((scope) => FOR_SYNC.includes(scope))).toEqual([]);
    expect(await agree(unnamed)).toContain('Connected');
    expect(await desk.switchOn()).toEqual({ kind: 'refused', why: 'no_right_to_write' });
  });

  it('connected again with them, it is switched on, and an edit arrives in the helpdesk', async () => {
    expect(await agree(await consent())).toContain('Connected');
    expect(await missed()).toBe('');
    await until(async () => (await desk.contact()).obstacle === undefined, 15_000);
    expect(await desk.switchOn()).toEqual({ kind: 'done' });
    expect(await desk.run('compare')).toMatchObject({ state: 'done' });
    const person = await desk.someone(3);
    person.editInCrm('+14155550177');
    await desk.look();
    await until(() => person.inHelpdesk() === '+14155550177', 20_000);
  });

  it('one that was made before this was kept had none of them', async () => {
    const { db } = product.database;
    const [row] = await db.selectFrom('connections').selectAll().where('connector', '=', 'zendesk').execute();
    expect(row?.inputs).toHaveProperty('granted');
    await db.updateTable('connections').set({ inputs: '{}' }).where('connector', '=', 'zendesk').execute();
    expect(await missed()).toContain('may not change users');
    expect(await desk.contact()).toMatchObject({ isOn: true, obstacle: 'no_right_to_write' });
  });
});
