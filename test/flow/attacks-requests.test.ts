import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

const get = (path: string) => fetch(product.url + path, { headers: { authorization: `Bearer ${tokens.admin}` } });

describe('a body in an encoding other than UTF-8', () => {
  const NUL = String.raw`a\u0000b, in ten letters`;
  const bodies: readonly (readonly [string, Role, (odd: string) => object])[] = [
    ['/v1/incidents', 'lead', (text) => ({ system: 'telemetry', minutes: 30, text })],
    ['/v1/reveal', 'agent', (note) => ({ ticketId: '1001', field: 'plan.worth', reason: 'contract', note })],
    ['/v1/privacy/show', 'admin', (name) => ({ who: { by: 'email', text: `${name}@somewhere.example` } })],
    ['/v1/privacy/erasure', 'admin', (id) => ({ id })],
  ];
  const encodings: readonly (readonly [string, (json: string) => Buffer])[] = [
    ['utf-16le', (json) => Buffer.from(json, 'utf16le')],
    ['utf-16', (json) => Buffer.from(json, 'utf16le')],
    // Its own escape of the backslash, which no one who reads it as UTF-8 sees.
    ['utf-7', (json) => Buffer.from(json.replaceAll('\\', '+AFw-'))],
  ];
  const asks = encodings.flatMap(([charset, encode]) =>
    bodies.flatMap(([path, role, bodyOf]) =>
      // As an escape, and as half a character for itself.
      [NUL, 'half \ud83d of one, in ten letters'].map((odd) => {
        const json = JSON.stringify(bodyOf('ODD')).replace('ODD', () => odd);
        return [charset, path, JSON.stringify(odd), role, encode(json)] as const;
      }),
    ),
  );

  it.each(asks)('is refused before it is read (%s, %s, %s)', async (charset, path, _odd, role, body) => {
    const headers = { authorization: `Bearer ${tokens[role]}`, 'content-type': `application/json; charset=${charset}` };
    const answer = await fetch(product.url + path, { method: 'POST', headers, body: new Uint8Array(body) });
    expect([answer.status, (await answer.json()).code]).toEqual([400, 'bad_request']);
  });

  it('is read where it says that it is UTF-8, in whichever spelling of that', async () => {
    for (const charset of ['utf-8', 'UTF-8', '"utf-8"']) {
      const headers = {
        authorization: `Bearer ${tokens.lead}`,
        'content-type': `application/json; charset=${charset}`,
      };
      const answer = await fetch(`${product.url}/v1/owners/tell`, {
        ...{ method: 'POST', headers },
        body: '{"field":"payment.status"}',
      });
      expect([charset, answer.status]).toEqual([charset, 200]);
    }
  });
});

const mark = (at: string) =>
  Buffer.from(JSON.stringify([false, at, '3c0f3f0e-8f7b-4d55-9d4b-2b1b0a6f4c11'])).toString('base64url');

it.each([
  '/v1/audit?from=0000-01-01T00:00:00Z',
  '/v1/audit?until=0000-12-31T23:59:59.999Z',
  '/v1/audit/export?format=csv&from=0000-06-01T00:00:00Z',
  `/v1/sync/reviews?after=${mark('0000-01-01T00:00:00Z')}`,
  `/v1/sync/reviews?after=${mark('9999-12-31T23:59:59-12:00')}`,
])('a time that no database holds is refused: %s', async (path) => {
  expect((await get(path)).status).toBe(400);
});

it('nothing of it all was a fault of ours', () => {
  expect(product.logLines.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
});
