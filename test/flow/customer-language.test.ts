import { afterAll, beforeAll, expect, it } from 'vitest';
import { call } from '../world/caller.ts';
import { fieldIn } from './read-fields.ts';
import { type Product, startProduct } from './start-product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

/** From now on the requester of this ticket writes in this language. */
async function speaks(ticketId: number, locale: string): Promise<void> {
  const { requesterId } = product.world.helpdesk.ticket(ticketId)!;
  const body = { user: { locale } };
  const { status } = await call(product.world, 'zendesk', `/api/v2/users/${requesterId}.json`, { method: 'PUT', body });
  expect(status).toBe(200);
}

it('says what may be sent in the language of whoever wrote the ticket, and to the agent what it is in', async () => {
  const { world } = product;
  await speaks(1001, 'de');
  world.faults.set('billing', { kind: '5xx' });
  const { cards } = await product.whole(await product.session(), { ticketId: '1001' });
  expect(fieldIn(cards, 'payment.status')).toMatchObject({
    state: 'failed',
    fallback: {
      steps: expect.arrayContaining([{ text: expect.stringContaining('Stripe'), url: expect.any(String) }]),
      sentence: expect.stringMatching(/Ich|ich/),
      note: 'In German, the customer’s language.',
    },
  });
  world.faults.clear();
});

it('says beside a sentence that the customer’s language has none', async () => {
  const ticket = product.world.tickets.find(({ truth }) => truth.known.length > 0)!;
  await speaks(ticket.ticketId, 'de');
  const { cards } = await product.whole(await product.session(), { ticketId: String(ticket.ticketId) });
  const field = fieldIn(cards, 'issues.known');
  const items = 'value' in field && field.value.kind === 'issues' ? field.value.items : [];
  const [said] = items.filter(({ sentence }) => sentence);
  expect(said?.note).toBe('In English: there is no text in the customer’s language, German.');
  // A raw "In Progress" is nobody's word for it.
  expect(items.map(({ status }) => status).join()).toMatch(/Being fixed|Reported, not started/);
});
