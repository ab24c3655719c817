import { randomBytes } from 'node:crypto';
import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { ConnectAnswer } from '@sidelight/shared/setup/connection.ts';
import { RolloutAnswer } from '@sidelight/shared/setup/rollout.ts';
import { Setup } from '@sidelight/shared/setup/setup.ts';
import { WebhookAnswer } from '@sidelight/shared/setup/webhook.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { groups as staffGroups } from '../world/company/staff.ts';
import { allow } from '../world/oauth/allow.ts';
import { typedKeys, vendorSecrets } from '../world/vendor-keys.ts';
import { customerIn } from './read-fields.ts';
import { readReport } from './read-status.ts';
import { type Product, startProduct } from './start-product.ts';
import { until } from './until.ts';

let database: OpenDatabase;
let product: Product;
let admin: string;
beforeAll(async () => {
  database = await openDatabase({ inMemory: true });
  product = await startProduct({ database, isNew: true, pace: { quietMs: 300, canaryEveryMs: 500 } });
});
afterAll(async () => {
  await product.stop();
  await database.close();
});

/** What a frame of the helpdesk is answered: the page itself. */
async function enter(role: 'agent' | 'lead' | 'admin', location: string, locale?: string) {
  const { url, token } = await product.world.sign({ role, location, locale });
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams({ token }) });
  return { status: answer.status, text: await answer.text() };
}
const linkIn = (page: string) => /href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
const call = async (method: string, path: string, body?: object) => {
  const answer = await fetch(`${product.url}/v1/setup${path}`, {
    method,
    headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  return answer.status === 204 ? undefined : ((await answer.json()) as unknown);
};
const read = async () => Setup.parse(await call('GET', ''));
const connection = async (connector: string) => (await read()).connections.find((one) => one.connector === connector)!;
const connect = async (connector: string, inputs: Record<string, string>, save = true) =>
  ConnectAnswer.parse(await call('POST', `/connections/${connector}`, { inputs, save }));

const notConnected = async () => (await readReport(product, admin)).notConnected;

describe('a helpdesk that nobody has connected', () => {
  it('shows its admin where to connect it, and others that they need do nothing', async () => {
    const page = await enter('admin', 'nav_bar');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Connect your helpdesk');
    expect(linkIn(page.text)).toMatch(/\/oauth\/authorizations\/new\?.*code_challenge_method=S256/);
    expect((await enter('agent', 'ticket_sidebar')).text).toContain('There is nothing for you to do');
  });

  it('says so in the language of the browser', async () => {
    const { url, token } = await product.world.sign({ role: 'agent', location: 'ticket_sidebar' });
    const headers = { 'accept-language': 'de-AT,de;q=0.9,en;q=0.8' };
    const page = await (await fetch(url, { method: 'POST', headers, body: new URLSearchParams({ token }) })).text();
    expect(page).toContain('<html lang="de">');
    expect(page).toContain('Sie müssen nichts tun.');
    const sentBack = await fetch(`${product.url}/oauth/callback?state=e30.AAAA&code=x`, { headers });
    expect(await sentBack.text()).toContain('Das hat zu lange gedauert');
  });

  it('is connected by nobody but the admin who set out', async () => {
    const agents = linkIn((await enter('agent', 'nav_bar')).text);
    const asAgent = await fetch((await allow(agents, { userId: 7001 })).location!);
    expect(asAgent.status).toBe(403);
    expect(await asAgent.text()).toContain('Only an admin can connect');
    const asAnother = await fetch((await allow(agents, { userId: 7005 })).location!);
    expect(await asAnother.text()).toContain('Signed in as somebody else');
    const denied = await fetch((await allow(agents, { decision: 'deny' })).location!);
    expect(await denied.text()).toContain('Not connected');
    const forged = await fetch(`${product.url}/oauth/callback?state=e30.AAAA&code=x`);
    expect(forged.status).toBe(400);
    expect((await enter('admin', 'nav_bar')).text, 'nothing was saved').toContain('Connect your helpdesk');
  });

  it('is connected by its admin, and then shows the setup page', async () => {
    const link = linkIn((await enter('admin', 'nav_bar')).text);
    const { location } = await allow(link);
    const done = await fetch(location!);
    expect(await done.text()).toContain('Connected');
    const again = await fetch(location!);
    expect(again.status, 'a code is good once').toBe(400);
    admin = await product.session('admin');
    const setup = await read();
    expect(setup.connections[0]).toMatchObject({
      connector: 'zendesk',
      standing: { kind: 'connected', by: 'Olivia Castellano', method: 'oauth', health: 'ok' },
    });
    expect(setup.connections.slice(1).every(({ standing }) => standing.kind === 'not_connected')).toBe(true);
    expect(setup.rollout.phase).toBe('sandbox');
    expect((await notConnected()).toSorted()).toEqual(['billing', 'crm', 'issues', 'telemetry']);
    expect(setup.readiness.isReady).toBe(false);
    expect((await enter('agent', 'ticket_sidebar')).text).toContain('introduced group by group');
  });
});

describe('connecting a system', () => {
  it('says what is wrong with a key in words, and saves nothing', async () => {
    const refused = await connect('hubspot', { token: 'pat-eu1-wrong' });
    expect(refused).toMatchObject({ isSaved: false, test: { kind: 'failed', reason: { code: 'credential' } } });
    const full = await connect('stripe', { key: 'sk_live_everything' });
    expect(full.test).toMatchObject({ kind: 'failed', reason: { code: 'vendor' }, inputs: ['key'] });
    const testMode = await connect('stripe', { key: 'rk_test_NothingReal' });
    expect(testMode.test).toMatchObject({ kind: 'failed', reason: { code: 'vendor' }, inputs: ['key'] });
    const inside = await connect('posthog', { url: 'http://169.254.169.254', key: 'phx_x' });
    expect(inside.test).toMatchObject({ kind: 'failed', reason: { code: 'host_not_allowed' }, inputs: ['url'] });
    product.world.faults.set('crm', { kind: '403' });
    const { token } = product.world.credentials.hubspot;
    const short = await connect('hubspot', { token });
    expect(short.test).toMatchObject({ kind: 'failed', reason: { code: 'forbidden' } });
    expect(JSON.stringify(short.test)).toContain('crm.objects.companies.read');
    product.world.faults.clear();
    expect((await connection('hubspot')).standing).toEqual({ kind: 'not_connected' });
  });

  it('tells the page codes, figures and names: no sentence of any language but a vendor’s, and that in both', async () => {
    const { readiness, rollout, webhook, connections } = await read();
    const prose = (value: unknown): string[] =>
      typeof value === 'string'
        ? [value].filter((text) => /\p{L}+ \p{L}+ \p{L}+/u.test(text))
        : typeof value === 'object' && value !== null && !('en' in value && 'de' in value)
          ? Object.values(value).flatMap(prose)
          : [];
    expect(rollout.blockers.length).toBeGreaterThan(0);
    expect(prose([readiness, rollout.blockers, webhook])).toEqual([]);
    expect(prose(connections.map(({ methods, standing, lastTest }) => [methods, standing, lastTest]))).toEqual([]);
  });

  it('reads one record and shows what the map makes of it, beside the raw names', async () => {
    const { token } = product.world.credentials.hubspot;
    const sample = 'https://app.hubspot.com/contacts/48160021/record/0-2/6100002701';
    const { test, isSaved } = await connect('hubspot', { token, sample }, false);
    expect(isSaved).toBe(false);
    if (test.kind !== 'worked') throw new Error(JSON.stringify(test));
    expect(test.asked).toEqual(['crm.account', 'crm.sales']);
    expect(test.fields.find(({ id }) => id === 'account.name')).toMatchObject({
      state: 'filled',
      display: 'Sidelight Canary',
      mapping: 'crm.account: name',
    });
    expect(test.raw.map(({ name }) => name)).toContain('properties.stripe_customer_id');
    expect(test.raw.find(({ name }) => name === 'properties.stripe_customer_id')?.state).toBe('used');
  });

  it('asks the vendor about the key, and nothing about a record, where none is named', async () => {
    const { token } = product.world.credentials.hubspot;
    product.world.calls.clear();
    const { test } = await connect('hubspot', { token }, false);
    expect(test).toMatchObject({ kind: 'worked', asked: [], fields: [] });
    const calls = product.world.calls.list().filter(({ vendor }) => vendor === 'hubspot');
    expect(calls.map(({ path }) => path)).toEqual(['/account-info/2026-03/details']);
  });

  it('has not worked when nothing was sent, and is not saved', async () => {
    const { token } = product.world.credentials.hubspot;
    product.world.calls.clear();
    const odd = await connect('hubspot', { token, sample: 'Northwind' });
    expect(odd).toMatchObject({
      isSaved: false,
      test: { kind: 'failed', reason: { code: 'not_an_id' }, inputs: ['sample'] },
    });
    // Whatever is typed as a record: a wrong key is found out.
    const wrong = await connect('hubspot', { token: 'pat-eu1-wrong', sample: 'Northwind' });
    expect(wrong).toMatchObject({ isSaved: false, test: { kind: 'failed', reason: { code: 'credential' } } });
    const all = product.world.calls.list().filter(({ vendor }) => vendor === 'hubspot');
    expect(all.map(({ path }) => path)).toEqual(['/account-info/2026-03/details', '/account-info/2026-03/details']);
    expect((await connection('hubspot')).standing).toEqual({ kind: 'not_connected' });
  });

  it('is used by every opening from then on', async () => {
    const { stripe } = product.world.credentials;
    for (const [connector, typed] of typedKeys(product.world))
      expect((await connect(connector, typed)).isSaved, connector).toBe(true);
    const { connections } = await read();
    expect(connections.map(({ standing }) => standing.kind)).toEqual(connections.map(() => 'connected'));
    expect(JSON.stringify(connections)).not.toContain(stripe.key);
    expect(await notConnected()).toEqual([]);
    const { events } = await product.stream(admin, { ticketId: '1001' });
    expect(customerIn(events)).toMatchObject({ account: { name: 'Northwind Traders' } });
    const text = JSON.stringify(events);
    for (const part of ['Enterprise', 'Paid', 'Exports above']) expect(text).toContain(part);
  });

  it('can be tested again without its secret, which goes to no other address', async () => {
    const { posthog, statuspage } = product.world.urls;
    expect((await connect('posthog', { url: posthog, key: '' })).test.kind).toBe('worked');
    const elsewhere = await connect('posthog', { url: statuspage, key: '' });
    expect(elsewhere).toMatchObject({ isSaved: false, test: { kind: 'failed', inputs: ['key'] } });
  });

  it('keeps no value of the record that was read, and no secret in the clear', async () => {
    const rows = await database.db.selectFrom('connection_tests').selectAll().execute();
    expect(rows.length).toBeGreaterThan(4);
    expect(JSON.stringify(rows)).not.toContain('Sidelight Canary');
    const everything = JSON.stringify([
      await database.db.selectFrom('connections').selectAll().execute(),
      await database.db.selectFrom('secrets').selectAll().execute(),
    ]);
    for (const value of vendorSecrets(product.world)) expect(everything).not.toContain(value);
    expect(product.logLines.join('\n')).not.toMatch(/pat-|rk_live|phx_|ATATT/);
  });
});

describe('the webhook', () => {
  it('is registered with a secret of its own, and its test arrives', async () => {
    expect((await read()).webhook).toEqual({ kind: 'not_registered' });
    expect(WebhookAnswer.parse(await call('POST', '/webhook'))).toEqual({ kind: 'done' });
    expect(WebhookAnswer.parse(await call('POST', '/webhook/test'))).toEqual({ kind: 'done' });
    await until(async () => {
      const { webhook } = await read();
      return webhook.kind === 'registered' && webhook.test?.state === 'arrived';
    });
  });

  it('registered anew takes deliveries signed by the old secret for a while', async () => {
    expect(WebhookAnswer.parse(await call('POST', '/webhook'))).toEqual({ kind: 'done' });
    expect(product.world.webhooks.registry.list()).toHaveLength(1);
    expect(WebhookAnswer.parse(await call('POST', '/webhook/test'))).toEqual({ kind: 'done' });
    await until(async () => {
      const { webhook } = await read();
      return webhook.kind === 'registered' && webhook.test?.state === 'arrived';
    });
  });
});

describe('bringing people in', () => {
  const pilot = String(staffGroups.find(({ name }) => /pilot/i.test(name))!.id);
  const change = async (phase: string, rest: object = {}) => {
    const { criteria, pilotGroups, groups } = (await read()).rollout;
    return RolloutAnswer.parse(await call('POST', '/rollout', { phase, pilotGroups, groups, criteria, ...rest }));
  };

  it('goes to the pilot group first, and no further than readiness allows', async () => {
    expect((await change('everyone')).kind).toBe('blocked');
    // Readiness wants to have seen values, a right canary and an alert that arrived: none of it can be ticked.
    const isReadyFor = async () => (await change('pilot', { pilotGroups: [pilot] })).kind === 'done';
    for (const { ticketId } of product.world.tickets.slice(0, 8)) {
      await product.stream(admin, { ticketId: String(ticketId) });
      await new Promise((resolve) => setTimeout(resolve, 260));
    }
    await until(isReadyFor, 30_000);
    await until(async () => (await enter('agent', 'ticket_sidebar')).text.includes('id="boot"'));
    expect((await enter('agent', 'ticket_sidebar', 'de')).text, 'Jonas is not in it, and reads German').toContain(
      'Gruppe für Gruppe',
    );
    expect((await change('groups', { pilotGroups: [pilot] })).kind).toBe('blocked');
  }, 60_000);

  it('goes back a phase at one click', async () => {
    expect(await change('sandbox')).toEqual({ kind: 'done' });
    await until(async () => (await enter('agent', 'ticket_sidebar')).text.includes('introduced group by group'));
    expect((await read()).rollout.history[0]).toMatchObject({ from: 'pilot', to: 'sandbox', by: 'Olivia Castellano' });
  });
});

describe('after a restart', () => {
  const restart = async (env: Record<string, string> = {}) => {
    await product.stopService();
    product = await startProduct({ database, isNew: true, isRestart: true, beside: product, env });
    product.world.setApiUrl(product.url);
    admin = product.sessionAs({ tenant: 'acme', role: 'admin' });
  };

  it('everything is as it was', async () => {
    await restart();
    const { connections, rollout, webhook } = await read();
    expect(connections.map(({ standing }) => standing.kind)).toEqual(connections.map(() => 'connected'));
    expect(rollout.phase).toBe('sandbox');
    expect(webhook.kind).toBe('registered');
    const { events } = await product.stream(admin, { ticketId: '1001' });
    expect(JSON.stringify(events)).toContain('Northwind Traders');
  });

  it('with another key what it sealed is unusable and locked out, and the owner is told', async () => {
    await restart({ SECRETS_KEY: randomBytes(32).toString('base64') });
    const before = product.world.alerts.received().length;
    expect((await connection('hubspot')).standing).toEqual({ kind: 'unusable', reason: 'undecipherable' });
    expect((await connection('statuspage')).standing.kind, 'nothing secret about it').toBe('connected');
    await product.stream(admin, { ticketId: '1001' });
    await until(() => product.world.alerts.received().length > before, 15_000);
    // The helpdesk's own tokens do not open either: who is remembered as its admin still gets in, to mend it.
    expect((await enter('admin', 'nav_bar')).text).toContain('"role":"admin"');
    expect((await connection('zendesk')).standing).toEqual({ kind: 'unusable', reason: 'undecipherable' });
  });

  it('a system is disconnected with its secret', async () => {
    await restart();
    expect(await call('DELETE', '/connections/hubspot')).toMatchObject({ atVendor: { kind: 'by_hand' } });
    expect((await connection('hubspot')).standing).toEqual({ kind: 'not_connected' });
    const left = await database.db.selectFrom('secrets').select(['system', 'name']).execute();
    expect(left.filter(({ name }) => name.startsWith('hubspot/'))).toEqual([]);
  });
});
