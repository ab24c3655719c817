import { randomBytes } from 'node:crypto';
import { Setup } from '@sidelight/shared/setup/setup.ts';
import { WebhookAnswer } from '@sidelight/shared/setup/webhook.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Product, startProduct } from './start-product.ts';
import { until } from './until.ts';

let product: Product;
let admin: string;
beforeAll(async () => {
  product = await startProduct({
    pace: { quietMs: 300 },
    env: { PUBLIC_URL: 'https://sidelight.example', SECRETS_KEY: randomBytes(32).toString('base64') },
  });
  admin = await product.session('admin');
});
afterAll(() => product.stop());

const call = async (method: string, path = ''): Promise<unknown> =>
  (await fetch(`${product.url}/v1/setup${path}`, { method, headers: { authorization: `Bearer ${admin}` } })).json();
const standing = async () => Setup.parse(await call('GET')).webhook;
const registered = () => product.world.webhooks.registry.list()[0]!;

/** As an earlier release left it: the helpdesk tells of less, and nobody wrote down of what. */
async function leftBehind(): Promise<void> {
  product.world.webhooks.registry.subscribe(registered().id, registered().subscriptions.slice(0, 1));
  await product.database.db.updateTable('webhook_registrations').set({ subscribed: null }).execute();
}
/** As a start of the next release does. */
const update = () => product.reload();

it('a webhook that an earlier release registered is made, without anybody, to tell of what this one listens to', async () => {
  expect(WebhookAnswer.parse(await call('POST', '/webhook'))).toEqual({ kind: 'done' });
  expect(await standing()).not.toHaveProperty('isBehind');
  const all = registered().subscriptions;
  expect(all.length).toBeGreaterThan(1);

  await leftBehind();
  expect(await standing()).toMatchObject({ kind: 'registered', isBehind: true });
  await update();
  await until(async () => !('isBehind' in (await standing())));
  expect(registered().subscriptions).toEqual(all);
  expect(product.world.webhooks.registry.list()).toHaveLength(1);
});

it('says so for as long as the helpdesk refuses', async () => {
  const asked = () => product.world.calls.list().filter(({ method }) => method === 'PATCH').length;
  const before = asked();
  product.world.faults.set('helpdesk', { kind: '403' });
  await leftBehind();
  await update();
  await until(() => asked() > before);
  expect(await standing()).toMatchObject({ kind: 'registered', isBehind: true });
  product.world.faults.clear();
});
