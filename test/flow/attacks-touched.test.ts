import { afterAll, beforeAll, expect, it } from 'vitest';
import { readStatus } from './read-status.ts';
import { type Product, startProduct } from './start-product.ts';

/** Restricted to the groups he is in. */
const CHIDI = '7003';
const [HIS, OTHERS] = ['1003', '1009'];
const [TIER_1, BILLING_DESK] = [360010, 360011];

let product: Product;
let lead: string;
let incident: string;
beforeAll(async () => {
  product = await startProduct({ pace: { quietMs: 300 } });
  product.world.helpdesk.change(Number(HIS), { groupId: TIER_1 });
  product.world.helpdesk.change(Number(OTHERS), { groupId: BILLING_DESK });
  lead = product.sessionAs({ tenant: 'acme', role: 'lead' });
  const status = await readStatus(product, lead);
  product.world.faults.set('billing', { kind: '5xx' });
  incident = (await status.until(({ incidents }) => incidents.length > 0)).incidents[0]!.id;
  status.close();
}, 120_000);
afterAll(() => product.stop());

it('a ticket that an agent may not see is not touched, nor tagged, because their page says that it shows it', async () => {
  const agent = await product.sessionFor(CHIDI, { isRestricted: true });
  const stop = new AbortController();
  for (const ticketId of [OTHERS, '999999', HIS]) {
    const stream = await fetch(`${product.url}/v1/status/stream`, {
      ...{ method: 'POST', signal: stop.signal, body: JSON.stringify({ ticketId }) },
      headers: { authorization: `Bearer ${agent}`, 'content-type': 'application/json' },
    });
    expect(stream.status).toBe(200);
  }
  const headers = { authorization: `Bearer ${lead}` };
  const touched = async () => {
    const answer = await fetch(`${product.url}/v1/incidents/${incident}/touched`, { headers });
    return (await answer.json()).tickets.map(({ ticketId }: { ticketId: string }) => ticketId).sort();
  };
  await expect.poll(touched, { timeout: 20_000 }).toContain(HIS);
  expect(await touched()).toEqual([HIS]);
  const tagged = await product.post(`/v1/incidents/${incident}/tag`, lead, {});
  expect(await tagged.json()).toEqual({ isDone: true, tickets: 1 });
  stop.abort();
});
