import { suggestedCriteria } from '@sidelight/api/rollout/criteria.ts';
import { createRolloutLog } from '@sidelight/api/store/rollout-log.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { afterAll, beforeAll, it } from 'vitest';
import { onEachDatabase } from '../conformance/on-each-database.ts';
import { allow } from '../world/oauth/allow.ts';
import { AGENT, call, enter } from './agent-consent.ts';
import { type Command, proveOneTransaction, type RefusedRows, refuseRows } from './refused-rows.ts';
import { type Product, startProduct } from './start-product.ts';

/** What a frame of the helpdesk leads to, and who follows it there: a code is good once. */
async function allowed(link: string, userId?: number): Promise<Response> {
  const { location } = await allow(link, userId === undefined ? {} : { userId });
  if (location === undefined) throw new Error('the helpdesk’s own page sent nobody back');
  return fetch(location);
}

onEachDatabase('what admins set up', (open) => {
  let product: Product;
  let rows: RefusedRows;
  let admin: string;
  beforeAll(async () => {
    const database = await open();
    product = await startProduct({ database, isNew: true });
    rows = await refuseRows(database.db);
    const everybody = { phase: 'everyone', pilotGroups: [], groups: [], criteria: suggestedCriteria } as const;
    const since = new Date().toISOString();
    await createRolloutLog(database.db).change(requireTenant('acme'), 0, { ...everybody, since }, undefined);
    admin = product.sessionAs({ tenant: 'acme', role: 'admin' });
  }, 40_000);
  afterAll(async () => {
    await product.stop();
    await product.database.close();
  });

  const setup = (method: string, path: string, body?: object) => call(product, admin, `/v1/setup${path}`, method, body);
  const secretsOf = (system: string) => `select name, version from secrets where system like '${system}'`;
  const crm = ['select * from connections', 'select * from connection_tests', secretsOf('crm')];
  const connect = (save: boolean) =>
    setup('POST', '/connections/hubspot', { inputs: { token: product.world.credentials.hubspot.token }, save });
  const adminsLink = async () => {
    const { url, token } = await product.world.sign({ role: 'admin', location: 'nav_bar' });
    const page = await (await fetch(url, { method: 'POST', body: new URLSearchParams({ token }) })).text();
    return /href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
  };

  const commands: readonly (Command & { readonly name?: string })[] = [
    {
      ...{ name: 'through the helpdesk’s own page', action: 'connection.saved' },
      ask: async () => allowed(await adminsLink()),
      changes: ['select connector, by_id from connections', secretsOf('helpdesk')],
    },
    { action: 'connection.tested', ask: () => connect(false), changes: crm },
    { action: 'connection.saved', ask: () => connect(true), changes: crm },
    { action: 'connection.removed', ask: () => setup('DELETE', '/connections/hubspot'), changes: crm },
    {
      action: 'webhook.registered',
      ask: () => setup('POST', '/webhook'),
      changes: ['select webhook_id from webhook_registrations', secretsOf('helpdesk')],
    },
    {
      action: 'webhook.key_set',
      ask: () => setup('POST', '/webhooks/crm', { signingKey: 'a-secret-of-the-app-of-hubspot' }),
      changes: [secretsOf('crm')],
    },
    {
      action: 'webhook.key_removed',
      ask: () => setup('POST', '/webhooks/crm', { signingKey: null }),
      changes: [secretsOf('crm')],
    },
    {
      action: 'connection.check_on',
      ask: () => setup('POST', '/agent-check', { isOn: true }),
      changes: ['select checks_agents from tenants'],
    },
    {
      action: 'session.allowed',
      ask: async () => allowed((await enter(product, AGENT)).consentUrl, AGENT),
      changes: [secretsOf('agent/%')],
    },
  ];

  it.each(commands.map((command) => [`${command.action} ${command.name ?? ''}`.trim(), command] as const))(
    'is one transaction: %s',
    (_, command) => proveOneTransaction(product.database.db, rows, command),
  );
});
