import { createLocalKey, parseKey } from '@sidelight/api/secrets/local-key.ts';
import { connectionHolder, oauthSecret } from '@sidelight/api/secrets/oauth/holder.ts';
import { createSecretStore, type SecretStore } from '@sidelight/api/secrets/secret-store.ts';
import { createSecretRows } from '@sidelight/api/store/secrets.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { ConnectAnswer } from '@sidelight/shared/setup/connection.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { allow } from '../world/oauth/allow.ts';
import { SITES } from '../world/oauth/atlassian-app.ts';
import { HUB_ACCOUNTS } from '../world/oauth/hubspot-app.ts';
import type { Planting } from '../world/planting.ts';
import { typedKeys } from '../world/vendor-keys.ts';
import { adminOf, connectStage } from './connect-stage.ts';
import { type SidebarAgent, startAgent } from './sidebar-agent.ts';
import { type Product, startProduct } from './start-product.ts';
import { until } from './until.ts';

const tenant = requireTenant('acme');
const TICKETS = 3;
const KeptTokens = z.object({ access: z.string() });

let product: Product;
let stage: ReturnType<typeof connectStage>;
let agents: readonly SidebarAgent[] = [];
let store: SecretStore;
let isNobodyNamed = false;

beforeAll(async () => {
  const planting: Planting = {
    bundle: (bundle) => bundle,
    answer: (_vendor, req, answer) =>
      isNobodyNamed && req.path === '/api/v2/users/me.json' ? { status: 503, body: {} } : answer,
  };
  product = await startProduct({ isNew: true, world: { planting }, changeMap: nothingKept });
  const { world } = product;
  const keys = { current: createLocalKey(parseKey(world.installEnv().SECRETS_KEY ?? '')!), previous: undefined };
  store = createSecretStore({ rows: createSecretRows(product.database.db), keys, now: Date.now });
  stage = connectStage(product, await adminOf(product));
  for (const [connector, inputs] of typedKeys(world))
    await stage.call('POST', `/connections/${connector}`, undefined, { inputs, save: true });
  const linked = world.tickets.filter(({ truth }) => truth.customer.state === 'linked').slice(0, TICKETS);
  const ticketIds = linked.map(({ ticketId }) => String(ticketId));
  const come = () => startAgent({ world, url: product.url, role: 'admin', ticketIds });
  agents = await Promise.all([come(), come()]);
  await openedMore(TICKETS);
});
afterAll(async () => {
  await Promise.all(agents.map((agent) => agent.stop()));
  await product.stop();
});

/** Every opening asks every system. */
function nothingKept(map: IntegrationMap): IntegrationMap {
  const systems = Object.entries(map.systems).map(([id, spec]) => {
    const reads = Object.entries(spec.reads).map(([name, { budget, ...read }]) => {
      const { freshMs: _, ...own } = budget;
      return [name, { ...read, budget: own }];
    });
    const budget = { ...spec.budget, freshMs: 0, staleWhileRevalidateMs: 0 };
    return [id, { ...spec, budget, reads: Object.fromEntries(reads) }];
  });
  return { ...map, systems: Object.fromEntries(systems) };
}

/** Each agent opens so many more, whether it works out or not. */
async function openedMore(count: number): Promise<void> {
  const done = (agent: SidebarAgent) => agent.opened() + agent.errors.length;
  const before = agents.map(done);
  await until(() => agents.every((agent, nth) => done(agent) >= before[nth]! + count), 20_000);
}

const bearer = (token: string) => `Bearer ${token}`;
const basic = (email: string, token: string) => `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`;
const kept = async () => {
  const listed = await store.list(tenant);
  const found = await Promise.all(listed.map((of) => store.read(tenant, of, AbortSignal.timeout(5000))));
  return found.map((one) => (one.kind === 'found' ? one.value.reveal() : one.kind)).join('\n');
};
/** What the vendor is asked with after a sign-in on its own page. */
async function signedIn(system: string, connector: string): Promise<string> {
  const of = oauthSecret(connectionHolder(system, connector));
  const found = await store.read(tenant, of, AbortSignal.timeout(5000));
  if (found.kind !== 'found') throw new Error(`no sign-in of ${connector} is kept: ${found.kind}`);
  return bearer(KeptTokens.parse(JSON.parse(found.value.reveal())).access);
}
const saved = async (connector: string) =>
  (
    await product.database.db
      .selectFrom('audit')
      .select('seq')
      .where('action', '=', 'connection.saved')
      .where('about', '=', connector)
      .execute()
  ).length;

async function typed(connector: 'hubspot' | 'stripe' | 'posthog' | 'jira', authorization: string, inputs: object) {
  product.world.keys.issue(connector, authorization);
  const answer = await stage.call('POST', `/connections/${connector}`, undefined, { inputs, save: true });
  expect(ConnectAnswer.parse(await answer.json())).toMatchObject({ isSaved: true });
  return authorization;
}
async function consented(system: string, connector: string, account: string) {
  const { text } = await stage.consent(connector, { accounts: [account] });
  expect(text).toContain('Connected');
  return signedIn(system, connector);
}
async function helpdeskAgain() {
  const { location } = await allow(await stage.start('zendesk'));
  expect((await fetch(location!)).status).toBe(200);
  return signedIn('helpdesk', 'zendesk');
}

const { posthog, jira } = { posthog: 'phx_another0123456789012345678901234567890', jira: 'ATATT3xAnother0123456789' };
const { hubspot, stripe } = {
  hubspot: 'pat-eu1-another-01234567890123456789',
  stripe: 'rk_live_another0123456789abcdef',
};
const first = () => {
  const { credentials: c } = product.world;
  return {
    hubspot: bearer(c.hubspot.token),
    stripe: bearer(c.stripe.key),
    posthog: bearer(c.posthog.key),
    jira: basic(c.jira.email, c.jira.token),
  };
};
const onHubspot = () => consented('crm', 'hubspot', HUB_ACCOUNTS[0]!.id);
const onJira = () => consented('issues', 'jira', SITES[0]!.id);

/** One after the other: what one leaves is what the next replaces. */
const replacements = [
  ['a key of Stripe’s', 'stripe', async () => first().stripe, () => typed('stripe', bearer(stripe), { key: stripe })],
  [
    'a key of PostHog’s',
    'posthog',
    async () => first().posthog,
    () => typed('posthog', bearer(posthog), { url: product.world.urls.posthog, key: posthog }),
  ],
  [
    'a key of HubSpot’s',
    'hubspot',
    async () => first().hubspot,
    () => typed('hubspot', bearer(hubspot), { token: hubspot }),
  ],
  ['a key of HubSpot’s, by a sign-in,', 'hubspot', async () => bearer(hubspot), onHubspot],
  ['a sign-in of HubSpot’s', 'hubspot', () => signedIn('crm', 'hubspot'), onHubspot],
  [
    'a token of Jira’s',
    'jira',
    async () => first().jira,
    () => {
      const { email } = product.world.credentials.jira;
      return typed('jira', basic(email, jira), { url: product.world.urls.jira, email, token: jira });
    },
  ],
  ['a token of Jira’s, by a sign-in,', 'jira', async () => basic(product.world.credentials.jira.email, jira), onJira],
  ['a sign-in of Jira’s', 'jira', () => signedIn('issues', 'jira'), onJira],
  ['the sign-in of the helpdesk', 'zendesk', () => signedIn('helpdesk', 'zendesk'), helpdeskAgain],
] as const;

describe('while tickets are opened', () => {
  it.each(replacements)('%s is replaced: nothing fails, and the old one is used and kept no more', async (...row) => {
    const [, vendor, current, replace] = row;
    const { keys } = product.world;
    const old = await current();
    const [errors, rows] = [agents.flatMap((agent) => agent.errors).length, await saved(vendor)];
    const isUsed = () => keys.used(vendor).get(old) ?? 0;
    expect(isUsed(), 'asked with the old one until now').toBeGreaterThan(0);

    const fresh = await replace();
    expect(fresh).not.toBe(old);
    // What was under way when it was stored ends as it began.
    await openedMore(2);
    keys.revoke(vendor, old);
    const before = keys.used(vendor);
    await openedMore(TICKETS * 2);
    const after = keys.used(vendor);
    const since = [...after].filter(([key, count]) => count > (before.get(key) ?? 0)).map(([key]) => key);

    expect(agents.flatMap((agent) => agent.errors).slice(errors)).toEqual([]);
    expect(since.filter((key) => key !== '')).toEqual([fresh]);
    const secret = old.startsWith('Basic ') ? atob(old.slice(6)).replace(/^[^:]*:/, '') : old.slice(7);
    expect((await kept()).includes(secret), 'the old one is kept').toBe(false);
    expect(await saved(vendor)).toBe(rows + 1);
    // A sign-in is ended at its vendor, where that can be asked; a key only a person deletes.
    const { oauth, registered } = product.world;
    expect(oauth.grants.holder(secret), 'it still stands at the helpdesk').toBeUndefined();
    expect(registered.hubspot.grants.standing().length, 'it still stands at HubSpot').toBeLessThan(2);
  });

  it('a new sign-in of which the helpdesk does not say whose it is, is given back, and the one before goes on', async () => {
    const { oauth } = product.world;
    const before = await signedIn('helpdesk', 'zendesk');
    const { location } = await allow(await stage.start('zendesk'));
    isNobodyNamed = true;
    await fetch(location!);
    isNobodyNamed = false;
    const unwanted = oauth.grants.newest()!;
    expect(bearer(unwanted)).not.toBe(before);
    expect(oauth.grants.holder(unwanted)).toBeUndefined();
    expect(await signedIn('helpdesk', 'zendesk')).toBe(before);
  });
});
