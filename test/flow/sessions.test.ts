import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openFreshPostgres } from '../conformance/fresh-postgres.ts';
import { staffFor } from '../world/company/staff.ts';
import { editStaff } from './edit-staff.ts';
import { type Product, startProduct } from './start-product.ts';

const MINUTE_MS = 60_000;

let product: Product;
let nowMs = Date.now();
beforeAll(async () => {
  product = await startProduct({ now: () => nowMs });
  // What a session loses by itself, though no webhook tells of it.
  product.world.setApiUrl('http://127.0.0.1:9');
}, 120_000);
afterAll(() => product.stop());

const AGENT = 7001;
const LEAD = staffFor('lead', 'en');
const ADMIN = 7005;
const edit = (id: number, change: object) => editStaff(product, id, change);
afterEach(() => {
  edit(AGENT, { isSuspended: false, role: 'agent' });
  edit(LEAD, { isSuspended: false });
  edit(ADMIN, { isSuspended: false, role: 'admin' });
  product.world.faults.clear();
  nowMs += MINUTE_MS;
});

const ask = (path: string, token: string, init: RequestInit = {}) =>
  fetch(product.url + path, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });
async function statusOf(path: string, token: string, init: RequestInit = {}): Promise<number> {
  const answer = await ask(path, token, init);
  await answer.body?.cancel();
  return answer.status;
}
const context = async (token: string, accept = 'application/x-ndjson') => {
  const answer = await ask('/v1/context', token, {
    ...{ method: 'POST', body: JSON.stringify({ ticketId: '1001' }) },
    headers: { accept, 'content-type': 'application/json' },
  });
  return { status: answer.status, text: await answer.text(), renewal: answer.headers.get('sidelight-session') };
};
const rowsOf = (action: string, actor: number) =>
  product.database.db
    .selectFrom('audit')
    .selectAll()
    .where('action', '=', action)
    .where('actor_id', '=', String(actor))
    .execute();

describe('a session', () => {
  it.each(['application/x-ndjson', 'application/json'])(
    'of somebody who was suspended is over within a minute, and shows nothing (%s)',
    async (accept) => {
      const token = await product.session('agent');
      expect((await context(token, accept)).status).toBe(200);
      edit(AGENT, { isSuspended: true });
      nowMs += MINUTE_MS + 1;
      await expect.poll(async () => (await context(token, accept)).status, { timeout: 15_000 }).toBe(401);
      const { text } = await context(token, accept);
      expect(text).toContain('session_expired');
      expect(text).not.toContain('cards');
      expect(await statusOf('/v1/answers/1001', token)).toBe(401);
      await expect.poll(async () => (await rowsOf('session.ended', AGENT)).length).toBeGreaterThan(0);
    },
  );

  it('is ended by an admin for anybody of their helpdesk, at once, on record; by nobody else', async () => {
    const [agent, admin] = [await product.session('agent'), await product.session('admin')];
    const put = { method: 'DELETE' };
    expect(await statusOf(`/v1/session/${ADMIN}`, agent, put)).toBe(403);
    expect(await statusOf('/v1/setup', admin)).toBe(200);
    expect(await statusOf('/v1/session/everybody', admin, put)).toBe(400);
    const before = (await rowsOf('session.ended', ADMIN)).length;
    expect(await statusOf(`/v1/session/${AGENT}`, admin, put)).toBe(204);
    expect((await context(agent)).status).toBe(401);
    expect((await rowsOf('session.ended', ADMIN)).slice(before)).toMatchObject([{ about: String(AGENT) }]);
    nowMs += 1000;
    expect((await context(await product.session('agent'))).status, 'signed in again').toBe(200);
  });

  it('is opened anew by whoever is taken back', async () => {
    expect((await context(await product.session('agent'))).status).toBe(200);
  });

  it('of an admin who was made an agent is an agent’s within a minute, and stays that when renewed', async () => {
    const token = await product.session('admin');
    expect(await statusOf('/v1/setup', token)).toBe(200);
    edit(ADMIN, { role: 'agent' });
    nowMs += MINUTE_MS + 1;
    await expect.poll(() => statusOf('/v1/setup', token), { timeout: 15_000 }).toBe(403);
    expect((await context(token)).status).toBe(200);
    await expect.poll(async () => (await rowsOf('session.lowered', ADMIN)).length).toBe(1);
    nowMs += 8 * MINUTE_MS;
    const { renewal } = await context(token);
    const renewed = renewal!.split(';')[0]!;
    // As at another process, which knows nothing but what is signed.
    edit(ADMIN, { role: 'admin' });
    nowMs += MINUTE_MS + 1;
    expect(await statusOf('/v1/setup', renewed)).toBe(403);
  });

  it('of an admin holds for a while though the helpdesk cannot be asked, and not for long', async () => {
    const token = await product.session('admin');
    product.world.faults.set('helpdesk', { kind: '5xx' });
    nowMs += 5 * MINUTE_MS;
    expect(await statusOf('/v1/setup', token)).toBe(200);
    nowMs += 4 * MINUTE_MS;
    const { renewal } = await context(token);
    nowMs += 7 * MINUTE_MS;
    expect(await statusOf('/v1/setup', renewal!.split(';')[0]!)).toBe(403);
  });

  it('ends with all others of its person when they sign out', async () => {
    const [one, two] = [await product.session('agent'), await product.session('agent')];
    const admin = await product.session('admin');
    nowMs += 1000;
    expect(await statusOf('/v1/session', one, { method: 'DELETE' })).toBe(204);
    expect([await statusOf('/v1/answers/1001', one), await statusOf('/v1/answers/1001', two)]).toEqual([401, 401]);
    expect(await statusOf('/v1/answers/1001', admin)).toBe(200);
    nowMs += 1000;
    expect(await statusOf('/v1/answers/1001', await product.session('agent'))).toBe(200);
  });

  it.each(['bearer', 'BEARER', 'Bearer ', ' Bearer', 'Basic', ''])(
    'is taken by one spelling, and not “%s”',
    async (scheme) => {
      const token = await product.session('agent');
      const answer = await fetch(`${product.url}/v1/answers/1001`, {
        headers: { authorization: `${scheme} ${token}` },
      });
      await answer.body?.cancel();
      // White space around a header is no part of it.
      expect(answer.status).toBe(scheme === ' Bearer' ? 200 : 401);
    },
  );

  it.each<['agent' | 'lead', number]>([
    ['agent', AGENT],
    ['lead', LEAD],
  ])(
    'ends its status stream within a minute where its person is suspended, though nobody asks (%s)',
    async (role, id) => {
      const token = await product.session(role);
      const stream = await ask('/v1/status/stream', token, {
        ...{ method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } },
      });
      edit(id, { isSuspended: true });
      // The stream is looked at every ten seconds by the machine's own clock; the rest of the minute passes by ours.
      nowMs += MINUTE_MS - 12_000;
      const ended = await Promise.race([
        stream.text(),
        new Promise((resolve) => setTimeout(resolve, 12_000, 'goes on')),
      ]);
      expect(ended).toContain('"type":"status"');
      expect(await statusOf('/v1/answers/1001', token)).toBe(401);
    },
    20_000,
  );

  it('ends its status stream too', async () => {
    const token = await product.session('agent');
    const stream = await ask('/v1/status/stream', token, {
      ...{ method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } },
    });
    nowMs += 1000;
    expect(await statusOf('/v1/session', await product.session('agent'), { method: 'DELETE' })).toBe(204);
    const lines = await stream.text();
    expect(lines).toContain('"type":"status"');
  }, 20_000);
});

describe.skipIf(!process.env.TEST_DATABASE_URL)('at several processes', () => {
  it('a webhook about one of the staff has every process ask the helpdesk of them at once', async () => {
    const database = await openFreshPostgres(process.env.TEST_DATABASE_URL!);
    const told = await startProduct({ database });
    const other = await startProduct({ database, isRestart: true, beside: told });
    const { calls } = told.world;
    const asked = () => calls.list().filter(({ path }) => path === '/api/v2/users/7002').length;
    async function statusAt(page: string) {
      const answer = await fetch(`${other.url}/v1/answers/1001`, { headers: { authorization: `Bearer ${page}` } });
      await answer.body?.cancel();
      return answer.status;
    }
    try {
      for (const [change, status] of [
        [{ isLight: true }, 200],
        [{ customRoleId: 360_123 }, 200],
        [{ role: 'end-user' }, 401],
        [{ role: 'agent' }, 200],
        [{ isSuspended: true }, 401],
      ] as const) {
        const page = await other.sessionFor('7002');
        await statusAt(page);
        const before = asked();
        await statusAt(page);
        expect(asked(), 'its word is young').toBe(before);
        editStaff(told, 7002, change);
        const name = Object.keys(change).join();
        await expect
          .poll(async () => (await statusAt(page)) && asked(), { timeout: 5000, message: name })
          .toBe(before + 1);
        await expect.poll(() => statusAt(page), { timeout: 5000, message: name }).toBe(status);
      }
    } finally {
      await other.stop();
      await told.stop();
      await database.close();
    }
  }, 60_000);

  it('who signs out at one is out at the other', async () => {
    const database = await openFreshPostgres(process.env.TEST_DATABASE_URL!);
    const first = await startProduct({ database });
    const second = await startProduct({ database, isRestart: true, beside: first });
    const [here, there] = [await first.sessionFor('7002'), await second.sessionFor('7002')];
    const at = (one: Product, token: string, method = 'GET') =>
      fetch(`${one.url}/v1/${method === 'GET' ? 'answers/1001' : 'session'}`, {
        ...{ method, headers: { authorization: `Bearer ${token}` } },
      }).then(async (answer) => {
        await answer.body?.cancel();
        return answer.status;
      });
    try {
      expect(await at(second, there)).toBe(200);
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(await at(first, here, 'DELETE')).toBe(204);
      await expect.poll(() => at(second, there), { timeout: 5000 }).toBe(401);
    } finally {
      await second.stop();
      await first.stop();
      await database.close();
    }
  }, 60_000);
});
