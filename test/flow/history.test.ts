import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fieldIn, shown } from './read-fields.ts';
import { type Product, startProduct } from './start-product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());
beforeEach(() => product.world.faults.clear());

const history = async (token: string, ticketId: string) =>
  shown((await product.whole(token, { ticketId })).cards, 'history.tickets');
const rowsOf = (value: Awaited<ReturnType<typeof history>>) =>
  typeof value === 'object' && value.kind === 'tickets' ? value.items : [];

describe('what a customer has written before', () => {
  it('stands on a card, the open ones first, each with how it went and the way to it', async () => {
    const value = await history(await product.session(), '1001');
    expect(value).toMatchObject({ kind: 'tickets', text: '2 open' });
    expect(rowsOf(value)).toMatchObject([
      { title: 'SSO for the Dublin office', status: 'Open', note: 'Escalated', tone: 'warn' },
      { title: 'Audit log export', status: 'Pending', about: 'SLA kept · Maya Lindqvist' },
      { title: 'Invoice copy for October', status: 'Solved', note: 'Rated good', tone: 'good' },
      { title: 'Scheduled report came twice', status: 'Solved', note: 'SLA missed', tone: 'bad' },
      { title: 'Export of the audit log fails every Monday', note: 'Rated bad', tone: 'bad' },
    ]);
    for (const { url } of rowsOf(value)) expect(url).toMatch(/\/agent\/tickets\/4\d+$/);
  });

  it('is said to be nothing in one line', async () => {
    const [sample] = product.world.tickets.filter(
      ({ bundle, truth }) => bundle.tickets.length === 1 && truth.customer.state === 'linked',
    );
    const value = await history(await product.session(), String(sample?.ticketId));
    expect(value).toEqual({ kind: 'tickets', text: 'First ticket of this customer', items: [] });
  });

  it('is hidden from an agent who may open some tickets only, also where somebody else has just looked', async () => {
    await history(await product.session(), '1001');
    const answer = await product.world.session(
      { role: 'agent', location: 'ticket_sidebar', userId: 7003 },
      AbortSignal.timeout(5000),
    );
    if (!answer.ok) throw new Error(`the entry answered ${answer.status}`);
    expect(JSON.stringify(answer.boot.cards)).not.toContain('history.tickets');
    for (let i = 0; i < 2; i++) {
      const text = JSON.stringify(await product.stream(answer.token, { ticketId: '1001' }));
      expect(text).toContain('"type":"done"');
      expect(text).not.toContain('history.tickets');
      expect(text).not.toContain('Dublin');
    }
  });

  it('is asked for while the helpdesk is asked whose ticket it is, where the page has said so', async () => {
    const token = await product.session();
    const { requesterId, organizationId } = product.world.tickets[0]!.bundle.tickets[0]!;
    const hints = { requesterId: String(requesterId), organizationId: String(organizationId) };
    await product.whole(token, { ticketId: '1001', hints });
    // Nothing is remembered but whose ticket it is.
    await product.reload();
    product.world.calls.clear();
    product.world.faults.set('helpdesk', { kind: 'latency', ms: 400 });
    await product.stream(token, { ticketId: '1001', hints });
    const atOf = (path: RegExp) =>
      product.world.calls.list().flatMap(({ path: asked, at }) => (path.test(asked) ? [Date.parse(at)] : []));
    const [tickets, histories] = [atOf(/\/tickets\/1001$/), atOf(/\/organizations\/\d+\/tickets$/)];
    expect([tickets.length, histories.length]).toEqual([1, 1]);
    expect((histories[0] ?? 0) - (tickets[0] ?? 0)).toBeLessThan(300);
  });

  it('is one call beside the others, and holds up nothing', async () => {
    const token = await product.session();
    product.world.calls.clear();
    product.world.faults.set('helpdesk', { kind: 'latency', ms: 0 });
    const { cards } = await product.whole(token, { ticketId: '1002' });
    expect(fieldIn(cards, 'history.tickets').state).toBe('ok');
    const paths = Object.keys(product.world.calls.counts().systems.helpdesk?.paths ?? {});
    expect(paths.filter((path) => /tickets$/.test(path))).toHaveLength(1);
    expect(product.world.calls.counts().systems.helpdesk?.total).toBe(2);
  });

  it('is asked for before the CRM has said who this is', async () => {
    product.world.faults.set('crm', { kind: 'latency', ms: 900 });
    const { events, atMs } = await product.stream(await product.session(), { ticketId: '1003' });
    const at = events.findIndex(
      (event) => event.type === 'card' && event.card.id === 'history' && event.card.waiting.length === 0,
    );
    expect(at).toBeGreaterThan(0);
    expect(atMs[at]).toBeLessThan(600);
  });
});

describe('what is due on this ticket', () => {
  const due = async (ticketId: string) =>
    shown((await product.whole(await product.session(), { ticketId })).cards, 'ticket.sla');

  it('comes with the ticket, in one call, and is nothing where no plan has a service target', async () => {
    const words = { before: 'Reply', after: 'SLA missed' };
    const [soon, missed] = [await due('1001'), await due('1002')];
    expect(soon).toMatchObject({ kind: 'date', due: words });
    expect(missed).toMatchObject({ kind: 'date', due: words });
    const msOf = (value: typeof soon) =>
      typeof value === 'object' && value.kind === 'date' ? Date.parse(value.at) : 0;
    expect(msOf(soon)).toBeGreaterThan(Date.now());
    expect(msOf(missed)).toBeLessThan(Date.now());
    expect(await due('1003')).toBe('absent');
  });
});
