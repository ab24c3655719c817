import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { call } from './agent-consent.ts';
import { editStaff } from './edit-staff.ts';
import { customerIn } from './read-fields.ts';
import { type Product, startProduct } from './start-product.ts';

const MINUTE_MS = 60_000;
/** In Tier 1 and the pilot crew, and restricted to the groups he is in; Jonas is in Tier 1 and at the billing desk. */
const CHIDI = 7003;
const JONAS = 7002;
const asksFor = { field: 'plan.worth', reason: 'contract', note: 'Asks what the contract is worth' };
const TIER_1 = 360010;
const BILLING_DESK = 360011;

let product: Product;
let nowMs = Date.now();
beforeAll(async () => {
  product = await startProduct({ now: () => nowMs });
}, 120_000);
afterAll(() => product.stop());
afterEach(() => {
  product.world.faults.clear();
  nowMs += 2 * MINUTE_MS;
});

const edit = (id: number, change: object) => editStaff(product, id, change);
const move = (ticketId: string, change: object) => product.world.helpdesk.change(Number(ticketId), change);
const restricted = (id: number) => product.sessionFor(String(id), { isRestricted: true });
const seen = { requester: { name: expect.stringMatching(/\w/) } };
const hidden = { state: 'unknown_ticket' };
const open = async (token: string, ticketId: string) => customerIn((await product.stream(token, { ticketId })).events);
const rowsOf = (actor: number) =>
  product.database.db
    .selectFrom('audit')
    .selectAll()
    .where('action', '=', 'context.hidden')
    .where('actor_id', '=', String(actor))
    .execute();

describe('an agent who is restricted to some tickets, with no one asked but their record', () => {
  it('is shown theirs, and of another not that it is there', async () => {
    const token = await restricted(CHIDI);
    expect(await open(token, '1002')).toMatchObject(seen);
    move('1003', { groupId: BILLING_DESK });
    const shape = async (ticketId: string) =>
      JSON.stringify(
        (await product.stream(token, { ticketId })).events.map((event) => ({
          ...{ ...event, requestId: '', at: '', timings: [], deadlineMs: 0 },
        })),
      );
    expect(await shape('1003')).toBe(await shape('999999'));
    const whole = await product.whole(token, { ticketId: '1003' });
    expect(whole.customer).toMatchObject(hidden);
    expect(await open(await product.session('agent'), '1003'), 'who sees all').toMatchObject(seen);
    await expect.poll(async () => (await rowsOf(CHIDI)).map((row) => row.ticket_id)).toContain('1003');
  });

  it('gets the same by every other way to ask of a ticket', async () => {
    const token = await restricted(CHIDI);
    move('1004', { groupId: BILLING_DESK });
    const requesterId = String(product.world.helpdesk.ticket(1004)!.requesterId);
    const ways = (ticketId: string) =>
      [
        ['GET', `/v1/tickets/${ticketId}/issues`, undefined],
        ['POST', `/v1/tickets/${ticketId}/issues`, { issue: 'SL-1', want: 'link' }],
        ['POST', `/v1/tickets/${ticketId}/steps`, { step: 'one', isDone: true }],
        ['GET', `/v1/answers/${ticketId}`, undefined],
        ['POST', `/v1/answers/${ticketId}/one/handled`, undefined],
        ['DELETE', `/v1/answers/${ticketId}/one/handled`, undefined],
        ['POST', '/v1/reveal', { ticketId, ...asksFor }],
        ['POST', '/v1/links/pin', { ticketId, requesterId, accountId: '1' }],
        ['POST', '/v1/links/reject', { ticketId, requesterId, accountId: '1' }],
        ['POST', '/v1/links/search', { ticketId, requesterId, text: 'Northwind' }],
      ] as const;
    const ask = async (ticketId: string) => {
      const answers: string[] = [];
      for (const [method, path, body] of ways(ticketId)) {
        const answer = await call(product, token, path, method, body);
        const { code } = (await answer.json()) as { code: string };
        answers.push(`${method} ${path.replace(ticketId, '…')} ${answer.status} ${code}`);
      }
      return answers;
    };
    const answers = await ask('1004');
    expect(answers).toEqual(await ask('999999'));
    for (const answer of answers) expect(answer).toMatch(/ 40[034] /);
    expect(answers.filter((answer) => answer.includes(' 404 ')).length).toBeGreaterThanOrEqual(6);
  });

  it('is not answered with what was remembered for a colleague who may open it', async () => {
    edit(JONAS, { ticketRestriction: 'groups' });
    nowMs += 2 * MINUTE_MS;
    move('1001', { groupId: BILLING_DESK });
    const [jonas, chidi] = [await restricted(JONAS), await restricted(CHIDI)];
    expect(await open(jonas, '1001')).toMatchObject(seen);
    product.world.calls.clear();
    expect(await open(jonas, '1001')).toMatchObject(seen);
    expect(product.world.calls.list(), 'remembered').toEqual([]);
    expect(await open(chidi, '1001')).toMatchObject(hidden);
    move('1001', { groupId: TIER_1 });
    edit(JONAS, { ticketRestriction: undefined });
  });

  it('loses a ticket that was given to others within a minute, and has it back as soon', async () => {
    const token = await restricted(CHIDI);
    expect(await open(token, '1006')).toMatchObject(seen);
    move('1006', { groupId: BILLING_DESK });
    nowMs += MINUTE_MS;
    expect(await open(token, '1006')).toMatchObject(hidden);
    move('1006', { groupId: TIER_1 });
    nowMs += MINUTE_MS;
    expect(await open(token, '1006')).toMatchObject(seen);
  });

  it('is who they have become within a minute', async () => {
    const token = await product.session('agent');
    expect(await open(token, '1007')).toMatchObject(seen);
    edit(7001, { ticketRestriction: 'requested' });
    nowMs += MINUTE_MS + 1;
    await expect.poll(() => open(token, '1007'), { timeout: 15_000 }).toMatchObject(hidden);
    edit(7001, { ticketRestriction: undefined });
  });

  it('is shown nothing while nobody can say what they may open', async () => {
    const token = await restricted(CHIDI);
    expect(await open(token, '1002')).toMatchObject(seen);
    product.world.faults.set('helpdesk', { kind: '5xx' });
    nowMs += 2 * 60 * MINUTE_MS;
    const late = await restricted(CHIDI);
    expect(await open(late, '1002')).toMatchObject({ state: 'unverified' });
  });

  it('costs what their record costs, once a minute; who sees all costs nothing more', async () => {
    const { calls } = product.world;
    const paths = () => calls.list().map(({ path }) => path.split('?')[0]!);
    const all = await product.session('admin');
    await open(all, '1002');
    calls.clear();
    await open(all, '1002');
    expect(paths().filter((path) => path.includes('/users/7005'))).toEqual([]);
    const token = await restricted(CHIDI);
    await open(token, '1002');
    await open(token, '1001');
    await call(product, token, '/v1/answers/1002');
    const own = paths().filter((path) => path.includes(`/users/${CHIDI}`));
    expect(own.toSorted()).toEqual(['', '/brand_agents', '/groups'].map((part) => `/api/v2/users/${CHIDI}${part}`));
  });
});
