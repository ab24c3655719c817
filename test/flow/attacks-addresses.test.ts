import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows } from './matrix-rows.ts';
import { type Product, startProduct } from './start-product.ts';

type Role = 'agent' | 'lead' | 'admin';

let product: Product;
let tokens: Readonly<Record<Role, string>>;
beforeAll(async () => {
  product = await startProduct();
  const tokenOf = (role: Role) => product.sessionAs({ tenant: 'acme', role });
  tokens = { agent: tokenOf('agent'), lead: tokenOf('lead'), admin: tokenOf('admin') };
}, 120_000);
afterAll(() => product.stop());

const get = (path: string, role: Role = 'admin') =>
  fetch(product.url + path, { redirect: 'manual', headers: { authorization: `Bearer ${tokens[role]}` } });

describe('an address has one spelling', () => {
  const known = rows.filter(({ method, path }) => method === 'GET' && !path.includes('{'));
  const spellings = (path: string): readonly string[] => {
    const [plain = '', query] = path.split('?');
    const rest = query === undefined ? '' : `?${query}`;
    const last = plain.lastIndexOf('/') + 1;
    const capital = plain.slice(0, last) + plain.slice(last).toUpperCase();
    return [...new Set([plain.toUpperCase(), capital, `${plain}/`, `/${plain}`, plain.replace(/\/(?=[^/]*$)/, '//')])]
      .filter((one) => one !== plain)
      .map((one) => one + rest);
  };

  it.each(known.map(({ path }) => path))('%s, so that what stands before us can name it', async (path) => {
    for (const other of spellings(path)) {
      const answer = await get(other);
      expect([other, answer.status]).toEqual([other, 404]);
      await answer.body?.cancel();
    }
  });

  it('and what is put on record of what was denied is that one', async () => {
    for (const path of ['/v1/setup', '/v1/SeTuP', '/v1/SETUP', '/v1/setup/']) await get(path, 'agent');
    const denied = () =>
      product.database.db.selectFrom('audit').select('about').where('action', '=', 'session.denied').execute();
    await expect.poll(denied, { timeout: 10_000 }).toEqual([{ about: 'GET setup' }]);
  });
});

it.each(['/assets', '/zaf', '/v1', '/oauth', '/webhooks'])('no folder is led to: %s', async (path) => {
  const answer = await get(path);
  expect([answer.status, answer.headers.get('location')]).toEqual([404, null]);
});

it('every route stands in a table whose addresses have one spelling', () => {
  const folder = join(import.meta.dirname, '../../apps/api/src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const makers = files.filter((file) => /\bRouter\(/.test(readFileSync(join(folder, file), 'utf8')));
  expect(makers).toEqual(['http/routes.ts']);
});
