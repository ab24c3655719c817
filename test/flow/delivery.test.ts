import { TellAnswer } from '@sidelight/shared/health/request.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readStatus, type StatusReader } from './read-status.ts';
import { type Product, startProduct } from './start-product.ts';
import { until } from './until.ts';

let product: Product;
let lead: string;
let agent: string;
let status: StatusReader;

beforeAll(async () => {
  product = await startProduct({ pace: { quietMs: 300 } });
  lead = await product.session('lead');
  agent = await product.session('agent');
  status = await readStatus(product, lead);
});
afterAll(async () => {
  status.close();
  await product.stop();
});
afterEach(async () => {
  const { world } = product;
  world.faults.clear();
  world.alerts.setFault(undefined);
  world.vendorPages.clear();
  await status.until((s) => s.incidents.length === 0);
  world.alerts.clear();
});

const incident = () => status.now()?.incidents[0];
const breakBilling = () => product.world.faults.set('billing', { kind: '5xx' });
const received = (kind: string) => product.world.alerts.received().filter((alert) => alert.kind === kind);
const id = (key: string) => String(product.world.tickets.find((sample) => sample.key === key)!.ticketId);

describe('the owner', () => {
  it('is told once that it broke and once that it is well, everywhere, and nothing about a customer', async () => {
    await product.stream(agent, { ticketId: id('past_due') });
    breakBilling();
    await status.until((s) => s.incidents[0]?.alert?.state === 'sent');
    await product.stream(agent, { ticketId: id('past_due') });
    product.world.faults.clear();
    await until(() => received('pagerduty').length === 2 && received('slack').length === 2);
    const pages = received('pagerduty').map(({ body }) => body);
    expect(pages).toMatchObject([
      { event_action: 'trigger', payload: { severity: 'critical', component: 'Billing' } },
      { event_action: 'resolve' },
    ]);
    expect(new Set(received('pagerduty').map(({ to }) => to)).size).toBe(1);
    expect(received('slack').map(({ body }) => body)).toMatchObject([
      { text: 'Billing is down: it answers with errors' },
      { text: 'Billing is back to normal' },
    ]);
    await until(() => received('webhook').length === 2);
    const said = JSON.stringify(product.world.alerts.received());
    expect(said).not.toMatch(/Cerro Alto|Herrera|@|cus_|past_due/);
  });

  it('that cannot be told is itself shown, and told when that is fixed', async () => {
    product.world.alerts.setFault({ kind: 'status', status: 500 });
    breakBilling();
    const failed = await status.until((s) => s.incidents[0]?.alert?.state === 'failed');
    expect(failed.incidents[0]?.alert).toEqual({
      ...{ state: 'failed', channel: 'integrations-slack', why: 'answers_with_errors' },
    });
    expect(failed.incidents[0]?.timeline?.some((entry) => entry.kind === 'alert_failed')).toBe(true);
    product.world.alerts.setFault(undefined);
    await status.until((s) => s.incidents[0]?.alert?.state === 'sent', 12_000);
    expect(received('slack')).toHaveLength(1);
  });

  it('hears from an agent at a ticket, once in ten minutes', async () => {
    const tell = async (field: string) => product.post('/v1/owners/tell', agent, { field, ticketId: id('past_due') });
    const first = TellAnswer.parse(await (await tell('payment.status')).json());
    expect(first).toEqual({ state: 'told', owner: 'RevOps', contact: '#revops-desk' });
    expect(TellAnswer.parse(await (await tell('payment.status')).json()).state).toBe('already');
    const reports = received('slack').filter(({ body }) => JSON.stringify(body).includes('an agent reports'));
    expect(reports).toHaveLength(1);
    expect(JSON.stringify(reports)).toContain(`#${id('past_due')}`);
    expect((await tell('payment.nonsense')).status).toBe(400);
    expect((await product.post('/v1/owners/tell', undefined, { field: 'payment.status' })).status).toBe(401);
  });

  it('is not said to have been told when that failed', async () => {
    product.world.alerts.setFault({ kind: 'status', status: 500 });
    const answer = await product.post('/v1/owners/tell', agent, { field: 'plan.name' });
    expect(TellAnswer.parse(await answer.json())).toMatchObject({ state: 'undeliverable', contact: '#revops-desk' });
  });

  it('hears of a code that the map has no word for, once', async () => {
    await product.stream(agent, { ticketId: id('unknown_words') });
    await product.stream(lead, { ticketId: id('unknown_words') });
    const said = () => received('slack').filter(({ body }) => JSON.stringify(body).includes('“grace_period”'));
    await until(() => said().length > 0);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(said()).toHaveLength(1);
  });
});

describe('a vendor', () => {
  it('that admits it is shown beside our own health, and on the timeline', async () => {
    product.world.vendorPages.set('stripe', { indicator: 'major', description: 'Elevated API errors' });
    breakBilling();
    const { incidents } = await status.until((s) => s.incidents[0]?.vendor?.state === 'outage', 20_000);
    expect(incidents[0]).toMatchObject({ reason: 'upstream_error', vendor: { text: 'Elevated API errors' } });
    await status.until((s) => s.incidents[0]?.timeline?.some((entry) => entry.kind === 'vendor') ?? false);
    expect(incident()?.vendor?.url).toBe('https://www.stripestatus.com');
  });
});
