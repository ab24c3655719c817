import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeApi } from '@sidelight/api/http/openapi.ts';
import { createTenantLog } from '@sidelight/api/store/tenant-log.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Role, type Row, roles } from './matrix-row.ts';
import { rows } from './matrix-rows.ts';
import { readStatus } from './read-status.ts';
import { type Product, startProduct } from './start-product.ts';
import { until } from './until.ts';

const folder = join(import.meta.dirname, '../../apps/api/src/http');
/** What each file of routes declares, read from its source. */
const declared = readdirSync(folder)
  .filter((name) => name.endsWith('-route.ts'))
  .flatMap((name) => {
    const file = name.replace(/\.ts$/, '');
    const text = readFileSync(join(folder, name), 'utf8');
    const routes = [...text.matchAll(/\.(get|post|put|patch|delete|all)\(\s*'(\/[^']*)'/g)];
    const found = routes.map(([, method, route]) => `${file} ${method?.toUpperCase()} ${route}`);
    // The hot path is a plain Node handler; `app.ts` says for what.
    return file === 'context-route' ? [`${file} POST /v1/context`] : found;
  });

let product: Product;
let incident: string;
/** Something of the first helpdesk's customer, that nobody else may ever read. */
let secretName: string;
beforeAll(async () => {
  const key = randomBytes(32).toString('base64');
  product = await startProduct({ env: { SECRETS_KEY: key }, pace: { quietMs: 300 } });
  secretName = product.world.tickets.find(({ ticketId }) => ticketId === 1001)!.truth.account!.name;
  await createTenantLog(product.database.db).put(requireTenant('other'), '77');
  // Noticed within two seconds, as another process would.
  const theirs = product.sessionAs({ tenant: 'other', role: 'lead' });
  await until(async () => (await ask(rowOf('map-route', '/'), theirs)).status === 200);
  const status = await readStatus(product, product.sessionAs({ tenant: 'acme', role: 'lead' }));
  product.world.faults.set('billing', { kind: '5xx' });
  incident = (await status.until((s) => s.incidents.length > 0)).incidents[0]!.id;
  status.close();
}, 40_000);
afterAll(() => product.stop());

const rowOf = (file: string, route: string): Row => rows.find((row) => row.file === file && row.route === route)!;

async function ask({ method, path, body }: Row, token: string | undefined) {
  const stop = new AbortController();
  const answer = await fetch(product.url + path.replace('{incident}', incident), {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    ...(body && { body: JSON.stringify(body) }),
    signal: stop.signal,
  });
  // A stream goes on for as long as somebody reads: its first lines say enough.
  const isEndless = path.endsWith('/stream') && answer.status === 200;
  const text = isEndless ? await firstOf(answer) : await answer.text();
  stop.abort();
  return { status: answer.status, text };
}

async function firstOf(answer: Response): Promise<string> {
  const reader = answer.body!.getReader();
  const { value } = await reader.read();
  return new TextDecoder().decode(value);
}

describe('the table of routes', () => {
  it('has a row for every route in the source, and no other', () => {
    expect(declared.length).toBeGreaterThan(20);
    const inTable = rows.map(({ file, method, route }) => `${file} ${method} ${route}`);
    expect(
      declared.filter((one) => !inTable.includes(one)),
      'routes without a row',
    ).toEqual([]);
    expect(
      inTable.filter((one) => !declared.includes(one)),
      'rows without a route',
    ).toEqual([]);
  });
});

describe('the API’s own description', () => {
  it('has every route below /v1', () => {
    const { paths } = describeApi('x');
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const asked = rows.flatMap(({ method, path }) => {
      if (!path.startsWith('/v1/')) return [];
      const plain = path
        .replace(/\?.*/, '')
        .replace('{incident}', '{id}')
        .replace('planned/none', 'planned/{id}')
        .replace(/answers\/(none|\d+)/, 'answers/{ticket}')
        .replace(/session\/\d+/, 'session/{user}');
      const named = plain
        .replace(/connections\/[a-z]+/, 'connections/{connector}')
        .replace(/webhooks\/[a-z]+/, 'webhooks/{system}');
      const customer = named.replace(/customers\/\d+/, 'customers/{organization}');
      return [`${method} ${customer.replace(/tickets\/\d+/, 'tickets/{ticket}')}`];
    });
    expect(asked.filter((one) => !described.includes(one))).toEqual([]);
    expect(described.filter((one) => !asked.includes(one))).toEqual([]);
  });
});

const name = ({ method, path }: Row) => `${method} ${path}`;

describe.each(rows.map((row) => [name(row), row] as const))('%s', (_, row) => {
  it('without a session', async () => {
    expect((await ask(row, undefined)).status).toBe(row.open ?? 401);
    if (row.open === undefined) expect((await ask(row, 'made.up')).status).toBe(401);
  });

  it.each(roles)('of the first helpdesk, as %s', async (role) => {
    expect(await ask(row, product.sessionAs({ tenant: 'acme', role }))).toMatchObject({ status: row.own[role] });
  });

  it.each(roles)('of another helpdesk, as %s, and nothing of the first', async (role: Role) => {
    const { status, text } = await ask(row, product.sessionAs({ tenant: 'other', role }));
    expect(status).toBe((row.other ?? row.own)[role]);
    if (row.open === undefined) {
      expect(text).not.toContain(secretName);
      expect(text).not.toContain(incident);
    }
  });

  it.each(roles)('of a helpdesk nobody has let in, as %s', async (role) => {
    const { status } = await ask(row, product.sessionAs({ tenant: 'stranger', role }));
    expect(status).toBe(row.open ?? 401);
  });
});

it('has on record what was denied, by the kind of request and nothing that was in it', async () => {
  // These have rows of their own, which say of what.
  const theirOwn = /^\/v1\/(links|reveal)\b/;
  const ours = rows.filter(({ path }) => path.startsWith('/v1/') && !theirOwn.test(path));
  const denied = ours.filter(({ own }) => Object.values(own).includes(403));
  const kinds = new Set(denied.map(({ method, path }) => `${method} ${path.split(/[/?]/)[2]}`));
  const told = async () => {
    const kept = product.database.db.selectFrom('audit').select(['about', 'ticket_id']);
    return kept.where('action', '=', 'session.denied').where('tenant', '=', 'acme').execute();
  };
  await until(async () => (await told()).length >= kinds.size);
  expect(new Set((await told()).map(({ about }) => about))).toEqual(kinds);
  expect((await told()).filter(({ ticket_id }) => ticket_id !== null)).toEqual([]);
});
