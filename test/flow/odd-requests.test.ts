import { request } from 'node:http';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows } from './matrix-rows.ts';
import { type Product, startProduct } from './start-product.ts';

let product: Product;
let admin: string;
beforeAll(async () => {
  product = await startProduct({ env: { NODE_ENV: 'development', DEBUG: '*' } });
  admin = product.sessionAs({ tenant: 'acme', role: 'admin' });
}, 120_000);
afterAll(() => product.stop());

const headers = () => ({ authorization: `Bearer ${admin}`, 'content-type': 'application/json' });
const get = (path: string) => fetch(product.url + path, { headers: headers() });
const post = (path: string, body: string) => fetch(product.url + path, { method: 'POST', headers: headers(), body });

describe('a name that is sent twice', () => {
  it.each([
    '/v1/audit?group=field&group=context',
    '/v1/audit/export?format=csv&format=jsonl',
    '/v1/map/impact?system=billing&system=crm',
    '/v1/sync/report?month=2026-10&month=2026-11',
    '/v1/sync/unpaired?object=contact&object=company',
    '/v1/setup/rollout/members?groups=360010&groups=360011',
    '/oauth/callback?state=a&state=b&code=c',
  ])('in an address is refused, and neither of the two is taken: %s', async (path) => {
    const [first] = path.split('&');
    expect((await get(path)).status).toBe(400);
    if (!path.startsWith('/oauth')) expect((await get(first!)).status).toBe(200);
  });

  it('in a form lets nobody in, whichever of the two is good', async () => {
    for (const nth of [0, 1]) {
      const { url, token } = await product.world.sign({ role: 'agent', location: 'ticket_sidebar' });
      const tokens = nth === 0 ? [token, 'x'] : ['x', token];
      const body = new URLSearchParams(tokens.map((one) => ['token', one]));
      expect((await fetch(url, { method: 'POST', body })).status).toBe(401);
    }
  });
});

describe('a number', () => {
  const withNumbers = rows.flatMap((row) =>
    Object.entries(row.body ?? {}).flatMap(([name, value]) => (typeof value === 'number' ? [{ row, name }] : [])),
  );

  it.each(withNumbers.map(({ row, name }) => [`${row.method} ${row.path} ${name}`, row, name] as const))(
    'that is too large, broken, below zero, or no number is refused: %s',
    async (_, row, name) => {
      for (const odd of ['1e400', '9007199254740993', '2147483648', '-1', '0.5', '"5"', 'null', '[5]']) {
        const body = JSON.stringify({ ...row.body, [name]: 'ODD' }).replace('"ODD"', odd);
        const answer = await post(row.path.replace('{incident}', 'none'), body);
        expect([odd, answer.status]).toEqual([odd, 400]);
      }
    },
  );
});

describe('what is not for the world', () => {
  it.each(['/assets', '/assets/', '/assets/../', '/assets/%2e%2e/', '/', '/zaf/', '/v1/', '/webhooks/'])(
    'is in no list of files: %s',
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBe(404);
      expect(await answer.text()).not.toMatch(/index of|page\.css|\.js"/i);
    },
  );

  it.each(['TRACE', 'TRACK', 'CONNECT', 'DEBUG'])('is said again by no %s', async (method) => {
    for (const path of ['/', '/v1/context', '/v1/map', '/healthz', '/zaf/ticket_sidebar']) {
      const { status, text } = await raw(method, path);
      expect([path, status === 0 || status >= 400]).toEqual([path, true]);
      expect(text).not.toContain('said-again');
    }
  });

  it('is in no refusal, in whatever mode somebody says that it runs', async () => {
    for (const [path, body] of [
      ['/v1/context', '{'],
      ['/v1/incidents', '{"system":1}'],
      ['/v1/privacy/show', '[]'],
    ] as const) {
      const text = await (await post(path, body)).text();
      expect(Object.keys(JSON.parse(text)).filter((name) => !KNOWN.has(name))).toEqual([]);
      expect(text).not.toMatch(/\bat .*\.ts|node_modules|ZodError|SyntaxError|position \d/);
    }
  });
});
const KNOWN = new Set(['type', 'status', 'title', 'code', 'detail', 'requestId', 'fields', 'href']);

describe('a file that is saved', () => {
  it('is named by us: a name that is sent is refused, and none is given back', async () => {
    for (const format of ['csv', 'jsonl']) {
      const answer = await get(`/v1/audit/export?format=${format}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="audit.${format}"`);
      await answer.text();
      const named = await get(`/v1/audit/export?format=${format}&filename=..%2f..%2fx.html`);
      expect(named.status).toBe(400);
    }
    const report = await get('/v1/sync/report?month=2026-10');
    expect(report.headers.get('content-type')).toMatch(/^application\/json/);
  });
});

describe('what nobody expected', () => {
  it('is one line of the log, by its class, its place and the request, and nothing that it says', async () => {
    const { db } = product.database;
    await sql`alter table audit add constraint somebody check (action <> 'audit.searched') not valid`.execute(db);
    try {
      const from = product.logLines.length;
      const answer = await get('/v1/audit');
      const { requestId, code } = await answer.json();
      expect([answer.status, code]).toEqual([500, 'internal']);
      const ours = product.logLines.slice(from).map((line) => JSON.parse(line));
      const [line, ...more] = ours.filter((one) => one.requestId === requestId);
      expect(more).toEqual([]);
      expect(line).toMatchObject({
        level: 50,
        error: expect.stringMatching(/\w/),
        at: expect.stringMatching(/^src\/.*:\d+/),
      });
      expect(JSON.stringify(ours)).not.toContain('somebody');
    } finally {
      await sql`alter table audit drop constraint somebody`.execute(db);
    }
  });

  it('and whatever a caller writes, each line of the log is one object of ours', async () => {
    const odd = encodeURIComponent('\n{"level":60,"msg":"made up"}\r\n\u001b[31m%s %d %o %j');
    for (const path of [`/v1/${odd}`, `/webhooks/${odd}/helpdesk`, `/zaf/${odd}`, `/v1/tickets/${odd}/issues`])
      await (await post(path, `{"${odd}":"${odd}"`)).text();
    for (const line of product.logLines) {
      expect([...line.trimEnd()].filter((one) => one < ' ')).toEqual([]);
      expect(JSON.parse(line).msg).not.toContain('made up');
    }
    expect(product.logLines.length).toBeGreaterThan(0);
  });
});

/** As `fetch` would not send it. */
function raw(method: string, path: string): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(product.url);
  return new Promise((resolve) => {
    const end = (status: number, text: string) => resolve({ status, text });
    const out = request(
      { hostname, port, method, path, headers: { ...headers(), 'x-echo': 'said-again' } },
      (answer) => {
        let text = '';
        answer.on('data', (chunk) => {
          text += chunk;
        });
        answer.on('end', () => end(answer.statusCode ?? 0, text));
      },
    );
    out.on('connect', (answer) => end(answer.statusCode ?? 0, ''));
    out.on('error', () => end(0, ''));
    out.end();
  });
}
