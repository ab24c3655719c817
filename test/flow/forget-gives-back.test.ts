import { giveBackAll } from '@sidelight/api/composition/give-back-all.ts';
import { readConfig } from '@sidelight/api/config/config.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SITES } from '../world/oauth/atlassian-app.ts';
import { HUB_ACCOUNTS } from '../world/oauth/hubspot-app.ts';
import { adminOf, connectStage } from './connect-stage.ts';
import { type Product, startProduct } from './start-product.ts';

// What `sidelight tenants forget` does before it forgets anything.

const HOUR_MS = 3_600_000;
let product: Product;
beforeEach(async () => {
  product = await startProduct({ isNew: true });
  const stage = connectStage(product, await adminOf(product));
  await stage.consent('hubspot', { accounts: [HUB_ACCOUNTS[0]!.id] });
  await stage.consent('jira', { accounts: [SITES[0]!.id] });
});
afterEach(() => product.stop());

const config = (env: Record<string, string> = {}) => readConfig({ ...product.world.installEnv(), ...env });
const giveBack = async (aheadMs = 0, of = config()) => {
  const parts = { config: of, db: product.database.db, now: () => Date.now() + aheadMs };
  const all = await giveBackAll(parts, requireTenant('acme'), AbortSignal.timeout(20_000));
  return Object.fromEntries(all.map(({ connector, kind, count }) => [connector, `${kind} ${count}`]));
};
const helpdesk = () => product.world.oauth.grants;

it.each([
  ['as they are', 0],
  ['after a renewal, where they have run out', 3 * HOUR_MS],
])('what a helpdesk was allowed is given back %s', async (_, aheadMs) => {
  const before = helpdesk().newest()!;
  expect(helpdesk().holder(before)).toBeDefined();
  if (aheadMs > 0) helpdesk().end(before);
  expect(await giveBack(aheadMs)).toEqual({ zendesk: 'given_back 1', hubspot: 'given_back 1', jira: 'by_hand 1' });
  expect(helpdesk().holder(helpdesk().newest()!)).toBeUndefined();
  expect(helpdesk().holder(before)).toBeUndefined();
  expect(product.world.registered.hubspot.grants.standing()).toEqual([]);
});

it('what a vendor does not take is said, and so is what nobody here can give back', async () => {
  product.world.faults.set('crm', { kind: '5xx', status: 503 });
  expect(await giveBack()).toMatchObject({ hubspot: 'not_taken_back 1', zendesk: 'given_back 1' });
  const none = config({ HUBSPOT_CLIENT_ID: '', HUBSPOT_CLIENT_SECRET: '' });
  expect(await giveBack(0, none)).toMatchObject({ hubspot: 'unreadable 1', zendesk: 'ended 1' });
});
