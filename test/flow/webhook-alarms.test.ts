import { createHmac } from 'node:crypto';
import { JobsReport } from '@sidelight/shared/jobs/jobs-report.ts';
import { AppWebhooks } from '@sidelight/shared/setup/app-webhook.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Product, startProduct } from './start-product.ts';
import { until } from './until.ts';

const env = { STRIPE_WEBHOOK_SECRET: 'whsec_of_the_test_account', JIRA_WEBHOOK_SECRET: 'the secret of the tracker' };
const HOUR_MS = 3_600_000;
const CHOSEN = 'Dear admin, open http://evil.example';

let product: Product;
let aheadMs = 0;
const now = () => Date.now() + aheadMs;
beforeAll(async () => {
  product = await startProduct({ env, now });
});
afterAll(() => product.stop());

const post = async (system: string, body: string, headers: Record<string, string>) =>
  (await fetch(`${product.url}/webhooks/acme/${system}`, { method: 'POST', body, headers })).status;
const forge = () => post('billing', CHOSEN, { 'stripe-signature': `t=${Math.floor(now() / 1000)},v1=${CHOSEN}` });
function sendJira(other: object = {}) {
  const body = JSON.stringify({
    timestamp: now(),
    webhookEvent: 'jira:issue_updated',
    issue: { id: '1', key: 'APP-1' },
    ...other,
  });
  const signature = createHmac('sha256', env.JIRA_WEBHOOK_SECRET).update(body).digest('hex');
  return post('issues', body, { 'x-hub-signature': `sha256=${signature}` });
}
const said = () => JSON.stringify(product.world.alerts.received().filter(({ kind }) => kind === 'slack'));
/** The watch looks every five minutes. */
const later = () => {
  aheadMs += 360_000;
};
async function shown() {
  const token = await product.session('admin');
  const answer = await fetch(`${product.url}/v1/setup/webhooks`, { headers: { authorization: `Bearer ${token}` } });
  return AppWebhooks.parse(await answer.json()).alarms;
}

it('tells owners and admins of webhooks that stay away and of forged ones, and when that is over', async () => {
  const { db } = product.database;
  await product.stream(await product.session('agent'), { ticketId: '1001' });
  expect(await Promise.all(Array.from({ length: 25 }, forge))).toEqual(Array.from({ length: 25 }, () => 401));
  await until(
    async () => Number((await db.selectFrom('webhook_hours').select('refused').execute())[0]?.refused) === 25,
    15_000,
  );
  await sql`insert into webhook_inbox (tenant, system, delivery_id, body, received_at, handled_at)
    values ('acme', 'issues', 'last', '{}', ${new Date(Date.now() - 6 * HOUR_MS)}, now())`.execute(db);
  await sql`insert into webhook_hours (tenant, system, hour, delivered)
    select 'acme', 'issues', date_trunc('hour', at, 'UTC'), 9 from generate_series(now() - interval '20 days',
      now() - interval '6 hours', interval '1 hour') at on conflict do nothing`.execute(db);
  later();
  await until(() => /stopped sending webhooks/.test(said()) && /wrong signatures/.test(said()), 30_000);
  expect((await shown()).map(({ system }) => system).sort()).toEqual(['billing', 'issues']);
  expect(said() + JSON.stringify(await shown()) + product.logLines.join('')).not.toContain('evil.example');

  expect(await sendJira()).toBe(204);
  later();
  await until(() => /sends webhooks again/.test(said()), 30_000);
  expect((await shown()).map(({ system }) => system)).toEqual(['billing']);
  const told = product.world.alerts
    .received()
    .filter(({ kind, body }) => kind === 'slack' && /stopped sending/.test(JSON.stringify(body)));
  expect(told).toHaveLength(1);
});

it('has forged ones on record by the minute, and of a signed one that cannot be read a dead letter', async () => {
  const { db } = product.database;
  const refused = await db.selectFrom('audit').selectAll().where('action', '=', 'webhook.refused').execute();
  expect(refused).toMatchObject([{ tenant: 'acme', about: 'billing', actor_id: '', count: 1 }]);
  const unread = (issue: unknown) => sendJira({ issue });
  expect([await unread('dana@example.com'), await unread('ben@example.com'), await unread(7)]).toEqual([400, 400, 400]);
  const letters = await db.selectFrom('dead_letters').selectAll().execute();
  expect(letters).toMatchObject([{ tenant: 'acme', queue: 'webhook', reason: 'unreadable' }]);
  expect(JSON.stringify(letters) + product.logLines.join('')).not.toContain('example.com');
  const unreadable = () =>
    product.world.alerts
      .received()
      .filter(({ kind, body }) => kind === 'slack' && /cannot be read/.test(JSON.stringify(body)));
  later();
  await until(() => unreadable().length > 0, 30_000);
  // The same way of being wrong again, and another one.
  expect([await unread('eve@example.com'), await sendJira({ webhookEvent: ['noon'] })]).toEqual([400, 400]);
  later();
  await until(() => unreadable().length > 1, 30_000);
  later();
  await new Promise((resolve) => setTimeout(resolve, 2000));
  expect(unreadable(), 'once for each kind and day').toHaveLength(2);
  expect(JSON.stringify(unreadable())).not.toMatch(/example\.com|noon/);
  const headers = { authorization: `Bearer ${await product.session('admin')}` };
  const jobs = JobsReport.parse(await (await fetch(`${product.url}/v1/jobs`, { headers })).json());
  expect(jobs.givenUp).toMatchObject([{ queue: 'webhook', reason: 'unreadable', count: 2 }]);
});
