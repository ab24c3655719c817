import { constants, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Product, startProduct } from './start-product.ts';

let product: Product;
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
beforeAll(async () => {
  product = await startProduct({ env: { ZENDESK_APP_PUBLIC_KEY: publicKeyPem } });
});
afterAll(() => product.stop());

const nowS = () => Math.floor(Date.now() / 1000);
const account = 'https://acme.zendesk.com';
const claims = (change: Record<string, unknown> = {}) => ({
  iss: 'acme.zendesk.com',
  aud: `${account}/api/v2/apps/installations/${product.world.env().ZENDESK_INSTALLATION_ID}.json`,
  sub: `${account}/api/v2/users/7001.json`,
  context: { product: 'support', location: 'ticket_sidebar' },
  ...{ iat: nowS(), nbf: nowS(), exp: nowS() + 300, jti: randomUUID(), ...change },
});
const HEADER = { alg: 'RS256', typ: 'JWT' };
const text = (value: unknown) => JSON.stringify(value);

/** Signed with the app's own key, whatever it says: as only the helpdesk could. */
function signed(header: string | Buffer, payload: string | Buffer): string {
  const input = [header, payload].map((part) => Buffer.from(part).toString('base64url')).join('.');
  const key = { key: privateKey, padding: constants.RSA_PKCS1_PADDING };
  return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`;
}
const enter = (token: string, origin = product.world.env().ZENDESK_ORIGIN!) => {
  const search = new URLSearchParams({ origin, app_guid: randomUUID() });
  return fetch(`${product.url}/zaf/ticket_sidebar?${search}`, { method: 'POST', body: new URLSearchParams({ token }) });
};
/** Refused, and the id by which the audit trail knows that. */
async function refusedId(token: string): Promise<string> {
  const answer = await enter(token);
  expect(answer.status).toBe(401);
  return String((await answer.json()).requestId);
}
const rows = (ids: readonly string[]) =>
  product.database.db.selectFrom('audit').selectAll().where('request_id', 'in', ids).execute();
/** Rows are written in their order, a moment later: those of these once a later one is there. */
let nextCustomer = 900_010;
async function rowsOf(ids: readonly string[]) {
  // Another person each time: repeats of one kind are counted, and written later.
  nextCustomer += 1;
  const sub = `${account}/api/v2/users/${nextCustomer}.json`;
  const last = await refusedId(signed(text(HEADER), text(claims({ sub }))));
  await expect
    .poll(() => rows([last]), { timeout: 10_000 })
    .toMatchObject([{ tenant: 'acme', action: 'session.refused' }]);
  return rows(ids);
}

/** The number as it stands in JSON, not as JavaScript would write it. */
const withExp = (exp: string) => text(claims()).replace(/"exp":\d+/, `"exp":${exp}`);
const withMember = (member: string) => text(claims()).replace(/}$/, `,${member}}`);
const header = (more: Record<string, unknown>) => text({ ...HEADER, ...more });
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

describe('a token that the helpdesk’s key has signed', () => {
  it.each<[string, () => string]>([
    ['as the helpdesk signs it', () => signed(text(HEADER), text(claims()))],
    ['without a type', () => signed(text({ alg: 'RS256' }), text(claims()))],
    ['with the name of its key', () => signed(header({ kid: 'k1' }), text(claims()))],
    ['for the length of five minutes and a little', () => signed(text(HEADER), text(claims({ exp: nowS() + 600 })))],
  ])('opens the page %s', async (_name, make) => {
    expect((await enter(make())).status).toBe(200);
  });

  it.each<[string, () => string]>([
    ['of another type', () => signed(header({ typ: 'at+jwt' }), text(claims()))],
    ['of a type in other letters', () => signed(header({ typ: 'jwt' }), text(claims()))],
    ['of a type that is no text', () => signed(header({ typ: null }), text(claims()))],
    ['that is compressed', () => signed(header({ zip: 'DEF' }), text(claims()))],
    ['that is not encoded', () => signed(header({ b64: false, crit: ['b64'] }), text(claims()))],
    ['with b64 and nothing critical', () => signed(header({ b64: true }), text(claims()))],
    ['with a token inside', () => signed(header({ cty: 'JWT' }), text(claims()))],
    ['with something critical', () => signed(header({ crit: ['exp'] }), text(claims()))],
    ['with nothing critical, said so', () => signed(header({ crit: [] }), text(claims()))],
    [
      'for another tenant by a second aud',
      () => signed(text(HEADER), withMember('"aud":"https://evil.zendesk.com/api/v2/apps/installations/1.json"')),
    ],
    [
      'for somebody else by a second sub, escaped',
      () => signed(text(HEADER), withMember(`"\\u0073ub":"${account}/api/v2/users/7005.json"`)),
    ],
    [
      'with a second location',
      () => signed(text(HEADER), text(claims()).replace('"context":{', '"context":{"location":"nav_bar",')),
    ],
    ['with two algorithms', () => signed('{"alg":"none","typ":"JWT","alg":"RS256"}', text(claims()))],
    ['with a mark before the claims', () => signed(text(HEADER), Buffer.concat([BOM, Buffer.from(text(claims()))]))],
    ['with a mark before the header', () => signed(Buffer.concat([BOM, Buffer.from(text(HEADER))]), text(claims()))],
    [
      'with bytes that are no text',
      () =>
        signed(
          text(HEADER),
          Buffer.concat([Buffer.from(withMember('"x":"').slice(0, -1)), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]),
        ),
    ],
    ['with claims that are a list', () => signed(text(HEADER), text([claims()]))],
    ['with two audiences', () => signed(text(HEADER), text(claims({ aud: [claims().aud, 'x'] })))],
    ['that ends as a text', () => signed(text(HEADER), withExp(`"${nowS() + 300}"`))],
    ['that ends between seconds', () => signed(text(HEADER), withExp(`${nowS() + 300}.5`))],
    ['that never ends', () => signed(text(HEADER), withExp('1e300'))],
    ['that ends past what a number can hold', () => signed(text(HEADER), withExp('1e999'))],
    ['that ends in a year', () => signed(text(HEADER), text(claims({ exp: nowS() + 31_536_000 })))],
    ['that ends past every date', () => signed(text(HEADER), withExp('9007199254740991'))],
    ['that ended before there was time', () => signed(text(HEADER), withExp('-1'))],
    ['that ends as no number', () => signed(text(HEADER), withExp('null'))],
    ['that ends as NaN', () => signed(text(HEADER), withExp('NaN'))],
    ['that was made in the future', () => signed(text(HEADER), text(claims({ iat: nowS() + 3600 })))],
    ['that begins as a text', () => signed(text(HEADER), text(claims({ nbf: 'now' })))],
    ['without an end', () => signed(text(HEADER), text(claims({ exp: undefined })))],
    [
      'of a user of another helpdesk',
      () => signed(text(HEADER), text(claims({ sub: 'https://evil.zendesk.com/api/v2/users/7001.json' }))),
    ],
    [
      'of an issuer that is no helpdesk',
      () => signed(text(HEADER), text(claims({ iss: 'acme.zendesk.com.evil.example' }))),
    ],
    [
      'of a helpdesk that is none of this account’s',
      () => signed(text(HEADER), text(claims({ iss: 'evil.zendesk.com' }))),
    ],
  ])('is refused %s', async (_name, make) => {
    const answer = await enter(make());
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 'token_refused' });
  });

  it('leaves a line in the audit trail when it is refused, with whom it is of where that is sure', async () => {
    const signedIds = [
      await refusedId(signed(text(HEADER), text(claims({ exp: nowS() + 31_536_000 })))),
      await refusedId(signed(header({ zip: 'DEF' }), text(claims()))),
      await refusedId(signed(text(HEADER), text(claims({ sub: `${account}/api/v2/users/900010.json` })))),
    ];
    const found = await rowsOf(signedIds);
    expect(found.map(({ actor_id }) => actor_id).filter((id) => id !== '')).toEqual(['900010']);
    expect(found.every(({ tenant, action }) => tenant === 'acme' && action === 'session.refused')).toBe(true);
  });

  it('fills nobody’s audit trail with claims that nothing proves', async () => {
    const forged = (of = claims()) =>
      `${signed(text(HEADER), text(of)).split('.').slice(0, 2).join('.')}.${Buffer.from(randomUUID()).toString('base64url')}`;
    const ids: string[] = [];
    for (let i = 0; i < 20; i++) ids.push(await refusedId(forged()));
    ids.push(await refusedId(forged(claims({ aud: 'https://nobody.zendesk.com/api/v2/apps/installations/1.json' }))));
    const found = await rowsOf(ids);
    expect(found.length, 'one in ten seconds').toBeLessThanOrEqual(2);
    expect(found.every(({ tenant }) => tenant === 'acme')).toBe(true);
  });
});

describe('an agent on another brand of the account', () => {
  const brand = 'https://acme-eu.zendesk.com';
  const policyOf = (page: Response) => page.headers.get('content-security-policy') ?? '';

  it('is let in, whichever host the token names, and framed by that brand', async () => {
    for (const change of [
      {},
      { iss: 'acme-eu.zendesk.com' },
      { iss: 'https://acme-eu.zendesk.com', sub: `${brand}/api/v2/users/7001.json` },
    ]) {
      const page = await enter(signed(text(HEADER), text(claims(change))), brand);
      expect(page.status).toBe(200);
      expect(policyOf(page)).toContain(`frame-ancestors ${brand}`);
    }
  });

  it.each([
    'https://evil.zendesk.com',
    'http://acme-eu.zendesk.com',
    'https://acme-eu.zendesk.com.evil.example',
    'https://acme-eu.zendesk.com:8443',
    'https://a.b.zendesk.com',
    'null',
    '',
  ])('is not on %s', async (origin) => {
    expect((await enter(signed(text(HEADER), text(claims())), origin)).status).toBe(401);
  });
});
