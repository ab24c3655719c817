import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRandom } from '../world/company/random.ts';
import { AGENT, consented, OTHER, startChecked, switchCheck } from './agent-consent.ts';
import type { Product } from './start-product.ts';

const LEAD = 7004;
const RUNS = 60;
let product: Product;
let tokens: ReadonlyMap<number, string>;
beforeAll(async () => {
  product = await startChecked();
  await switchCheck(product, true);
  const made: [number, string][] = [];
  for (const userId of [AGENT, OTHER, LEAD]) made.push([userId, await consented(product, userId)]);
  tokens = new Map(made);
}, 180_000);
afterAll(() => product.stop());

/** As long as it takes nobody by surprise, and no part of a word. */
const telling = (text: string | null | undefined) => (text && text.length > 5 ? [text] : []);

it('whoever asks for whatever, nothing is said of a ticket that the helpdesk does not show them', async () => {
  const random = createRandom(process.env.SEED ?? 'agents and tickets');
  const { helpdesk, people, tickets } = product.world;
  const asked: string[] = [];
  const rights = new Map<string, 'missing' | 'forbidden' | 'shown'>();
  const found: string[] = [];
  for (let run = 0; run < RUNS; run++) {
    const userId = random.pick([AGENT, OTHER, LEAD]);
    const { ticketId, bundle } = tickets[random.int(0, tickets.length - 1)]!;
    const key = `${userId} ${ticketId}`;
    if (!rights.has(key)) rights.set(key, random.pick(['missing', 'forbidden', 'shown']));
    const right = rights.get(key);
    helpdesk.hideFrom(ticketId, userId, right === 'shown' ? undefined : right);
    const requesterId = bundle.tickets[0]?.requesterId;
    const requester = requesterId == null ? undefined : people.directory.user(requesterId);
    const accept = random.pick(['application/json', 'application/x-ndjson']);
    const hints = requesterId == null || random.next() < 0.5 ? {} : { hints: { requesterId: String(requesterId) } };
    const answer = await fetch(`${product.url}/v1/context`, {
      method: 'POST',
      headers: {
        ...{ authorization: `Bearer ${tokens.get(userId)}`, 'content-type': 'application/json', accept },
      },
      body: JSON.stringify({ ticketId: String(ticketId), ...hints }),
    });
    const text = await answer.text();
    if (answer.status === 429) continue;
    asked.push(`${key} ${right}`);
    expect(answer.status, text).toBe(200);
    if (right === 'shown') continue;
    const values = [...telling(requester?.name), ...telling(requester?.email)];
    for (const value of values) if (text.includes(value)) found.push(`${key} ${accept}: ${value}`);
    for (const part of ['"receipt"', '"value"', '"display"'])
      if (text.includes(part)) found.push(`${key} ${accept}: ${part}`);
    if (!text.includes('unknown_ticket')) found.push(`${key} ${accept}: it is said to be there`);
  }
  expect(found).toEqual([]);
  expect(asked.filter((one) => !one.endsWith('shown')).length).toBeGreaterThan(RUNS / 3);
  expect(asked.filter((one) => one.endsWith('shown')).length).toBeGreaterThan(RUNS / 10);
}, 120_000);
