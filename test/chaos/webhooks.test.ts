import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { customerIn } from '../flow/read-fields.ts';
import { type Product, startProduct } from '../flow/start-product.ts';
import { webhookFaults } from './scenarios.ts';

/** How far the helpdesk is: a change can overtake the answer to a question that was asked before it. */
const HELPDESK_MS = 80;

let product: Product;
let token: string;
beforeAll(async () => {
  product = await startProduct({ world: { latency: { zendesk: HELPDESK_MS } } });
});
afterAll(() => product.stop());
beforeEach(async () => {
  token = await product.session();
});
afterEach(() => product.world.faults.clear());

const sample = (ticketId: number) => product.world.tickets.find((one) => one.ticketId === ticketId)!;
const requesterOf = (ticketId: number) => sample(ticketId).bundle.tickets[0]!.requesterId!;
const accountOf = (ticketId: number) => sample(ticketId).truth.account!.name;

async function change(ticketId: number, ticket: object): Promise<void> {
  const { ZENDESK_URL, ZENDESK_TOKEN } = product.world.env();
  const answer = await fetch(`${ZENDESK_URL}/api/v2/tickets/${ticketId}.json`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${ZENDESK_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ticket }),
  });
  expect(answer.status).toBe(200);
}
const shown = async (ticketId: number, hints?: object) => {
  const { events } = await product.stream(token, { ticketId: String(ticketId), ...(hints && { hints }) });
  return { text: JSON.stringify(events), customer: customerIn(events) };
};
const inbox = () => product.database.db.selectFrom('webhook_inbox').selectAll().execute();
const ticketReads = (ticketId: number) =>
  product.world.calls.list().filter(({ method, path }) => method === 'GET' && path.endsWith(`/tickets/${ticketId}`));

describe.each(webhookFaults)('webhooks: $kind', (fault) => {
  // Two tickets of known customers, so that each case has one that nobody has changed yet.
  const ticketId = fault.kind === 'duplicate' ? 1002 : 1004;

  it('two changes of the requester end with the last one, and never show an earlier one to a page that knows', async () => {
    expect((await shown(ticketId)).text).toContain(accountOf(ticketId));
    product.world.faults.set('helpdesk', fault);
    for (const next of [1001, 1010]) {
      await change(ticketId, { requester_id: requesterOf(next), organization_id: null });
      // The page shows the new requester before any webhook has come.
      const { text, customer } = await shown(ticketId, { requesterId: String(requesterOf(next)) });
      expect(customer).toMatchObject({ requester: { id: String(requesterOf(next)) } });
      expect(text).not.toContain(accountOf(ticketId));
    }
    await expect.poll(async () => (await inbox()).filter(({ handled_at }) => !handled_at).length).toBe(0);
    await product.world.webhooks.settled();
    const last = await shown(ticketId);
    expect(last.customer).toMatchObject({ requester: { id: String(requesterOf(1010)) } });
    expect(last.text).not.toContain(accountOf(1001));
  });

  it('a second change that overtakes the answer about the first one wins', async () => {
    product.world.faults.set('helpdesk', fault);
    await change(ticketId, { requester_id: requesterOf(1001) });
    await change(ticketId, { requester_id: requesterOf(ticketId) });
    await product.world.webhooks.settled();
    await expect
      .poll(async () => (await shown(ticketId)).customer)
      .toMatchObject({
        requester: { id: String(requesterOf(ticketId)) },
      });
  });

  it('each is counted once, however often and in whichever order it comes', async () => {
    const before = (await inbox()).length;
    const delivered = product.world.webhooks.deliveries().length;
    product.world.faults.set('helpdesk', fault);
    product.world.calls.clear();
    await change(ticketId, { requester_id: requesterOf(1001) });
    await change(ticketId, { requester_id: requesterOf(ticketId) });
    await expect.poll(async () => (await inbox()).length - before).toBe(2);
    await product.world.webhooks.settled();
    const sent = product.world.webhooks.deliveries().slice(delivered);
    expect(sent.map(({ status }) => status)).toEqual(sent.map(() => 204));
    expect(sent).toHaveLength(fault.kind === 'duplicate' ? 4 : 2);
    await expect.poll(async () => (await inbox()).filter(({ handled_at }) => !handled_at).length).toBe(0);
    // One look at the ticket for each of the two.
    expect(ticketReads(ticketId).length).toBeLessThanOrEqual(2);
  });
});

describe('an answer from before a change', () => {
  it('that is still on its way when the change is told does not outlive it', async () => {
    const ticketId = 1010;
    product.world.calls.clear();
    // The helpdesk has answered at once; the line is slow.
    product.world.faults.set('helpdesk', { kind: 'slow_drip', bytesPerS: 8000 });
    const early = shown(ticketId);
    await expect.poll(() => ticketReads(ticketId).length, { interval: 5 }).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, HELPDESK_MS + 50));
    await change(ticketId, { requester_id: requesterOf(1001), organization_id: null });
    await early;
    await product.world.webhooks.settled();
    product.world.faults.clear();
    await expect
      .poll(async () => (await shown(ticketId)).customer, { timeout: 3000 })
      .toMatchObject({ requester: { id: String(requesterOf(1001)) } });
  });
});
