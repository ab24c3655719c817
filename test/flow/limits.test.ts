import { RATES } from '@sidelight/api/access/limits.ts';
import { Problem } from '@sidelight/shared/failure/problem.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Product, startProduct } from './start-product.ts';

let product: Product;
/** Slower than the machine, so that a busy one does not give back meanwhile what was taken. */
const steadyNow = () => performance.now() / 20;
beforeAll(async () => {
  product = await startProduct({ env: { RATE_LIMIT_PERCENT: '100', TRUSTED_PROXIES: '127.0.0.1' }, steadyNow });
}, 120_000);
afterAll(() => product.stop());
let address = 0;
beforeEach(() => {
  address++;
});

/** As a proxy hands it on, each test from an address of its own. */
async function ask(path: string, token: string | undefined, body?: unknown, from = `192.0.2.${address}`) {
  const answer = await fetch(product.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...{ 'content-type': 'application/json', accept: 'application/json', 'x-forwarded-for': from },
      ...(token && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}
const open = (token: string, more: Record<string, unknown> = {}) =>
  ask('/v1/context', token, { ticketId: '1001', ...more });

/** All at once; how many of each status, and one of those that were refused. */
async function flood(times: number, one: (i: number) => ReturnType<typeof ask>) {
  const answers = await Promise.all(Array.from({ length: times }, (_, i) => one(i)));
  const count = (status: number) => answers.filter((answer) => answer.status === status).length;
  return { count, refused: answers.find(({ status }) => status === 429) };
}
const rowsOf = (action: string, actor: string) =>
  product.database.db
    .selectFrom('audit')
    .selectAll()
    .where('action', '=', action)
    .where('actor_id', '=', actor)
    .execute();

describe('who asks too much', () => {
  it('is told so by a code and a time, and nobody else notices', async () => {
    const [greedy, colleague] = [await product.sessionFor('7001'), await product.sessionFor('7002')];
    await open(colleague);
    const { count, refused } = await flood(3 * RATES.session.burst, () => open(greedy));
    expect(count(200)).toBeGreaterThanOrEqual(RATES.session.burst);
    expect(count(200)).toBeLessThan(2 * RATES.session.burst);
    expect(count(200) + count(429)).toBe(3 * RATES.session.burst);
    expect(refused?.headers.get('retry-after')).toBe('1');
    expect(Problem.parse(JSON.parse(refused!.text))).toMatchObject({ code: 'too_many_requests', status: 429 });
    expect((await open(colleague)).status).toBe(200);
    expect((await open(await product.sessionFor('7001'))).status).toBe(200);
  });

  it('is on record once a minute, not once a request', async () => {
    const token = await product.sessionFor('7003');
    await flood(3 * RATES.session.burst, () => ask('/v1/status/open', token));
    await flood(3 * RATES.session.burst, () => ask('/v1/status/open', token));
    await expect.poll(() => rowsOf('limit.reached', '7003')).toHaveLength(1);
    const metrics = await (await product.operator('/metrics')).text();
    expect(metrics).toMatch(/sidelight_limited_total\{of="session"\} \d+/);
  });

  it('cannot have vendors asked again and again', async () => {
    product.world.calls.clear();
    const pages = await Promise.all([1, 2, 3].map(() => product.sessionFor('7004')));
    const { count } = await flood(60, (i) => open(pages[i % 3]!, { refresh: 'payment' }));
    expect(count(200)).toBeLessThanOrEqual(RATES.forced.burst + 2);
    expect(count(200) + count(429)).toBe(60);
    // What is known already is still to be had.
    expect((await open(pages[0]!)).status).toBe(200);
  });

  it('cannot walk through numbers of tickets', async () => {
    const pages = await Promise.all([1, 2, 3, 4].map(() => product.sessionFor('7005')));
    const asked: number[] = [];
    for (let i = 0; i < 60; i++) {
      const id = String(880_000 + i);
      asked.push((await ask('/v1/context', pages[i % 4], { ticketId: id })).status);
    }
    const through = asked.filter((status) => status === 200).length;
    expect(through).toBeLessThanOrEqual(RATES.unknown.burst + 3);
    expect(asked.filter((status) => status === 429)).toHaveLength(60 - through);
  });

  const about = { field: 'plan.worth', reason: 'contract', note: 'Asks what the contract is worth' };
  it.each<[string, string, (id: string) => readonly [string, object?]]>([
    ['81', 'the issues of a ticket', (id) => [`/v1/tickets/${id}/issues`]],
    ['82', 'a step', (id) => [`/v1/tickets/${id}/steps`, { step: 'one', isDone: true }]],
    ['83', 'a revealed value', (ticketId) => ['/v1/reveal', { ticketId, ...about }]],
    ['84', 'a pick', (ticketId) => ['/v1/links/pin', { ticketId, requesterId: '9', accountId: '1' }]],
    ['85', 'a search', (ticketId) => ['/v1/links/search', { ticketId, requesterId: '9', text: 'North' }]],
    ['86', 'a pick for nobody’s number', (id) => ['/v1/links/pin', { requesterId: id, accountId: '1' }]],
    ['87', 'a preview', (ticketId) => ['/v1/setup/preview', { ticketId, as: 'agent' }]],
  ])('nor by any other way (%s: %s)', async (userId, _way, way) => {
    const role = userId === '87' ? ('admin' as const) : ('agent' as const);
    const page = await product.sessionFor(userId, { role });
    let refused: Awaited<ReturnType<typeof ask>> | undefined;
    let through = 0;
    for (let i = 0; i < 40 && !refused; i++) {
      const answer = await ask(way(String(890_000 + i))[0], page, way(String(890_000 + i))[1]);
      if (answer.status === 429) refused = answer;
      else through++;
    }
    expect(through).toBeLessThanOrEqual(RATES.unknown.burst + 3);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await open(page, { ticketId: '899999' })).status, 'nor by another').toBe(429);
  });

  it('and whoever searches on and on is told when to go on', async () => {
    const page = await product.sessionFor('7001');
    const requesterId = String(product.world.helpdesk.ticket(1001)!.requesterId);
    const search = () => ask('/v1/links/search', page, { ticketId: '1001', requesterId, text: 'North' });
    const { refused } = await flood(30, search);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

it('who has no session is counted by address, and whoever has one is not', async () => {
  const strict = await startProduct({
    env: { RATE_LIMIT_PERCENT: '5', TRUSTED_PROXIES: '127.0.0.1' },
    beside: product,
    steadyNow,
  });
  const at = (path: string, token?: string, from = '192.0.2.100') =>
    fetch(strict.url + path, {
      headers: { 'x-forwarded-for': from, ...(token && { authorization: `Bearer ${token}` }) },
    }).then(async (answer) => {
      await answer.body?.cancel();
      return { status: answer.status, after: answer.headers.get('retry-after') };
    });
  try {
    const agent = await strict.sessionFor('7002');
    const most = RATES.address.burst / 20;
    const answers = await Promise.all(Array.from({ length: 3 * most }, () => at('/v1/map', 'made.up')));
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThan(2 * most);
    expect(answers.find(({ status }) => status === 429)?.after).toBe('1');
    expect((await at('/readyz')).status).toBe(429);
    expect((await at('/v1/answers/1001', agent)).status).toBe(200);
    expect((await at('/readyz', undefined, '192.0.2.200')).status).toBe(200);
  } finally {
    await strict.stop();
  }
}, 60_000);

it('a token that is shown again and again is one row, and no call to anybody', async () => {
  const entry = await product.world.sign({ role: 'agent', location: 'ticket_sidebar' });
  const enter = async () => {
    const answer = await fetch(entry.url, {
      ...{ method: 'POST', headers: { 'x-forwarded-for': '192.0.2.250' } },
      body: new URLSearchParams({ token: entry.token }),
    });
    await answer.text();
    return answer.status;
  };
  expect(await enter()).toBe(200);
  product.world.calls.clear();
  const statuses = await Promise.all(Array.from({ length: 300 }, enter));
  expect(new Set(statuses)).toEqual(new Set([401]));
  await expect.poll(() => rowsOf('session.refused', '7001')).toHaveLength(1);
  expect(product.world.calls.list()).toEqual([]);
  // Who the token belongs to comes in as always.
  expect(await product.session('agent')).toMatch(/\./);
});
