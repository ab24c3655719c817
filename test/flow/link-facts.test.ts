import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Sample } from '../world/company/samples/sample.ts';
import { customerIn, fieldIn, lastCards } from './read-fields.ts';
import { type Product, startProduct } from './start-product.ts';

// A link is learned on the first look. Then somebody edits the CRM, and a week later the ticket is opened again.
const WEEK_MS = 604_800_000;
let product: Product;
let offsetMs = 0;

beforeAll(async () => {
  product = await startProduct({ now: () => Date.now() + offsetMs });
});
afterAll(() => product.stop());
beforeEach(async () => {
  product.world.changes.clear();
  product.world.faults.clear();
  await product.database.db.deleteFrom('links').execute();
  offsetMs += WEEK_MS;
});

const sample = (key: string): Sample => product.world.tickets.find((ticket) => ticket.key === key)!;
/** Found by address; a payer with the requester's own address. */
const kestrel = () => sample('shared_mailbox');
const acme = () => product.world.tickets[0]!;
const accountOf = ({ bundle }: Sample) => bundle.accounts[0]!;
const planOf = ({ truth }: Sample) => {
  if (truth.plan === null || typeof truth.plan === 'string') throw new Error('no plan');
  return truth.plan.name;
};
const payerOf = ({ bundle }: Sample) => bundle.payers[0]!.id;
const edit = (to: Parameters<Product['world']['changes']['setAccount']>[1], of = kestrel()) =>
  product.world.changes.setAccount(accountOf(of).id, to);

async function look(at: Sample) {
  const { events } = await product.stream(await product.session(), { ticketId: String(at.ticketId) });
  const cards = [...lastCards(events).values()];
  return { events, customer: customerIn(events), field: (id: string) => fieldIn(cards, id) };
}

const linkOf = ({ bundle }: Sample) =>
  product.database.db
    .selectFrom('links')
    .selectAll()
    .where('requester_id', '=', String(bundle.tickets[0]!.requesterId))
    .executeTakeFirst();

const AUDIT_WRITE_MS = 250;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
async function changesAudited(): Promise<number> {
  const rows = product.database.db.selectFrom('audit').select('action').where('action', '=', 'link.changed');
  return (await rows.execute()).length;
}

async function aWeekLater(at: Sample, meanwhile: () => void) {
  await look(at);
  offsetMs += WEEK_MS;
  meanwhile();
  return look(at);
}

describe('a link is checked against what the CRM says now', () => {
  it('takes up ids that the CRM has gained, and says so', async () => {
    edit({ billingId: null, telemetryId: null });
    const before = await look(kestrel());
    expect(before.field('usage.active')).toMatchObject({ state: 'unlinked', why: 'no_id' });
    offsetMs += WEEK_MS;
    edit({ billingId: payerOf(acme()), telemetryId: accountOf(acme()).telemetryId });
    const after = await look(kestrel());
    expect(after.field('usage.active')).toMatchObject({ state: 'ok' });
    expect(after.customer).toMatchObject({
      state: 'linked',
      note: 'Who pays for this account has changed since it was last read. The CRM now names another product account.',
    });
    await expect
      .poll(() => linkOf(kestrel()))
      .toMatchObject({ billing_id: payerOf(acme()), telemetry_id: accountOf(acme()).telemetryId });
  });

  it('follows the CRM to another payer, and audits it', async () => {
    // What the looks before have to say to the audit is written a moment after their answer.
    await wait(4 * AUDIT_WRITE_MS);
    const audited = await changesAudited();
    const after = await aWeekLater(kestrel(), () => edit({ billingId: payerOf(acme()) }));
    expect(after.field('plan.name')).toMatchObject({ state: 'ok', value: { text: planOf(acme()) } });
    await expect.poll(() => linkOf(kestrel())).toMatchObject({ billing_id: payerOf(acme()), payer_from: 'crm' });
    await expect.poll(changesAudited).toBe(audited + 1);
    // The next one sees the same, with the note, and nothing is changed again.
    const next = await look(kestrel());
    expect(next.customer).toMatchObject({ note: 'Who pays for this account has changed since it was last read.' });
    expect(await changesAudited()).toBe(audited + 1);
  });

  it('gives up a payer found by address for the one that the CRM names', async () => {
    edit({ billingId: null });
    const before = await look(kestrel());
    expect(before.field('plan.name')).toMatchObject({ state: 'ok', value: { text: planOf(kestrel()) } });
    await expect.poll(() => linkOf(kestrel())).toMatchObject({ billing_id: payerOf(kestrel()), payer_from: 'address' });
    offsetMs += WEEK_MS;
    edit({ billingId: payerOf(acme()) });
    const after = await look(kestrel());
    expect(after.field('plan.name')).toMatchObject({ state: 'ok', value: { text: planOf(acme()) } });
  });

  it('goes with a contact who is at another company now', async () => {
    const { id } = accountOf(acme());
    const after = await aWeekLater(kestrel(), () =>
      product.world.changes.setContact(kestrel().bundle.contacts[0]!.id, { accountIds: [id], primaryAccountId: id }),
    );
    expect(after.customer).toMatchObject({
      state: 'linked',
      account: { id, name: accountOf(acme()).name },
      note: 'The CRM now names another company for this requester. Who pays for this account has changed since it was last read. The CRM now names another product account.',
    });
    expect(after.field('plan.name')).toMatchObject({ value: { text: planOf(acme()) } });
    expect(after.field('account.name')).toMatchObject({ value: { text: accountOf(acme()).name } });
  });

  it.each([
    ['is deleted', null],
    ['belongs to no company any more', { accountIds: [], primaryAccountId: null }],
  ])('is no link any more when the contact %s', async (_what, to) => {
    const after = await aWeekLater(kestrel(), () =>
      product.world.changes.setContact(kestrel().bundle.contacts[0]!.id, to),
    );
    // The domain is still the company's: offered, and nothing of it shown.
    expect(after.customer).toMatchObject({
      state: 'suggested',
      candidates: [{ accountId: accountOf(kestrel()).id, evidence: ['domain'] }],
      note: 'Only the e-mail domain matches: anybody there may have written. The account shown before no longer fits what the CRM says.',
    });
    for (const id of ['plan.name', 'payment.status', 'usage.active', 'account.name'])
      expect(after.field(id)).toMatchObject({ state: 'unlinked' });
    expect(await linkOf(kestrel())).toBeUndefined();
  });

  it('is no link any more when the company is deleted', async () => {
    const after = await aWeekLater(kestrel(), () => edit(null));
    expect(after.customer).toMatchObject({ state: 'nobody' });
    expect(after.field('plan.name')).toMatchObject({ state: 'unlinked', why: 'nobody' });
  });

  it('drops the payer that the CRM no longer names, for the one with the address', async () => {
    edit({ billingId: payerOf(acme()) });
    const after = await aWeekLater(kestrel(), () => edit({ billingId: null }));
    expect(after.field('plan.name')).toMatchObject({ state: 'ok', value: { text: planOf(kestrel()) } });
  });
});

describe('while it is being checked', () => {
  it('shows what is remembered at once, and lets it go when the CRM says something else', async () => {
    const { events } = await aWeekLater(kestrel(), () => {
      edit({ billingId: payerOf(acme()) });
      product.world.faults.set('crm', { kind: 'latency', ms: 400 });
      // Longer than cards gather for: what lies between the two answers is seen.
      product.world.faults.set('billing', { kind: 'latency', ms: 100 });
    });
    const plans = events.flatMap((event) => {
      if (event.type !== 'card') return [];
      const field = event.card.fields.find(({ id }) => id === 'plan.name');
      return field?.state === 'ok' && field.value.kind === 'text'
        ? [field.value.text]
        : event.card.waiting.includes('plan.name')
          ? ['…']
          : [];
    });
    expect(plans[0]).toBe(planOf(kestrel()));
    // Nothing, or what is remembered of the new one: the old one's never again.
    const changedAt = plans.findIndex((plan) => plan !== planOf(kestrel()));
    expect(changedAt).toBeGreaterThan(0);
    const after = plans.slice(changedAt);
    expect(after).not.toContain(planOf(kestrel()));
    expect(after.at(-1)).toBe(planOf(acme()));
  });

  it('leaves nothing of the old payer standing when the new one cannot be read', async () => {
    const after = await aWeekLater(kestrel(), () => {
      edit({ billingId: 'cus_NobodyAnswers1' });
      product.world.faults.set('billing', { kind: '5xx', status: 503 });
    });
    expect(after.field('plan.name').state).toBe('failed');
    expect(after.field('payment.status').state).toBe('failed');
  });

  it('keeps the link when the CRM cannot be asked, and shows what else there is', async () => {
    const after = await aWeekLater(kestrel(), () => product.world.faults.set('crm', { kind: '5xx', status: 503 }));
    expect(after.customer).toMatchObject({ state: 'linked', account: { id: accountOf(kestrel()).id } });
    expect(after.field('plan.name')).toMatchObject({ state: 'ok', value: { text: planOf(kestrel()) } });
    expect(await linkOf(kestrel())).toMatchObject({ billing_id: payerOf(kestrel()) });
  });
});

describe('a pick', () => {
  it('stands for its account, whose ids follow the CRM', async () => {
    const at = product.world.tickets[2]!;
    const ticketId = String(at.ticketId);
    const requesterId = String(at.bundle.tickets[0]!.requesterId);
    const accountId = at.truth.customer.candidates[0]!;
    const pinned = await product.post('/v1/links/pin', await product.session(), { ticketId, requesterId, accountId });
    expect(pinned.status).toBe(204);
    await look(at);
    offsetMs += WEEK_MS;
    product.world.changes.setAccount(accountId, { billingId: payerOf(acme()) });
    const after = await look(at);
    expect(after.customer).toMatchObject({ state: 'linked', account: { id: accountId }, evidence: ['picked'] });
    expect(after.field('plan.name')).toMatchObject({ value: { text: planOf(acme()) } });
    await expect.poll(() => linkOf(at)).toMatchObject({ picked_by: '7001', billing_id: payerOf(acme()) });
  });
});
