import { SearchAnswer } from '@sidelight/shared/context/search.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from './agent-consent.ts';
import { type Product, startProduct } from './start-product.ts';

/** Turns round what follows it, ends what holds it, hides, commands a terminal, covers its neighbours. */
const LIES = {
  override: '\u202e',
  isolate: '\u2069\u2067',
  invisible: '\u200b\u00ad\ufeff\u{e0041}',
  lines: '\u2028\u2029\u0085',
  terminal: '\u001b]0;x\u0007\u001b[2J\u009b31m',
  marks: '\u0301'.repeat(300),
} as const;
const TAIL = Object.values(LIES).join('x');
const BAD =
  /[\u202a-\u202e\u2066-\u2069\u200b\u00ad\ufeff\u2028\u2029\u0080-\u009f]|\\u00(?:07|1b)|\p{M}{9}|\u{e0041}/u;
const EVIL = `Evil ${TAIL} <b>*@here* <!channel> [x](https://evil.example) =1+1`;

let product: Product;
let agent: string;
beforeAll(async () => {
  product = await startProduct();
  agent = await product.session('agent');
  const { directory } = product.world.people;
  const { requesterId } = product.world.helpdesk.ticket(1001)!;
  directory.saveUser({ ...directory.user(Number(requesterId))!, name: EVIL });
  for (const organizationId of directory.user(Number(requesterId))!.memberships.map((one) => one.organizationId))
    directory.saveOrganization({ ...directory.organization(organizationId)!, name: `Org ${EVIL}` });
}, 120_000);
afterAll(() => product.stop());

describe('a text that lies about where it ends', () => {
  it('reaches a ticket’s sidebar as it stands, with nothing unseen in it, as a stream and as one answer', async () => {
    const { events } = await product.stream(agent, { ticketId: '1001' });
    const whole = await product.whole(agent, { ticketId: '1001' });
    const said = JSON.stringify(events);
    expect(said).toContain('Evil ');
    for (const text of [said, JSON.stringify(whole)]) expect(text.match(BAD)).toBeNull();
    // Whoever draws it draws text.
    expect(said).toContain('<b>*@here*');
  });

  it('is in no log line, and no line of it is more than one', async () => {
    expect(product.logLines.join('')).not.toContain('Evil');
    for (const line of product.logLines) expect(line.trimEnd()).not.toContain('\n');
  });
});

describe('what an agent types into the search for accounts', () => {
  const nobody = () => product.world.tickets.find(({ truth }) => truth.customer.state === 'nobody')!;
  const search = (text: string) => {
    const { ticketId, bundle } = nobody();
    const of = { ticketId: String(ticketId), requesterId: String(bundle.tickets[0]!.requesterId) };
    return call(product, agent, '/v1/links/search', 'POST', { ...of, text });
  };

  it.each([
    '*@northwind.example',
    '*.example',
    'a@b.example&limit=100',
    'a@b.example?idProperty=hs_object_id',
    'a/../../owners@b.example',
    'x" OR name:*',
    '{"filterGroups":[]}',
    '*',
  ])('is a value to the vendor and no question of its own: %s', async (text) => {
    product.world.calls.clear();
    const answer = await search(text);
    expect([200, 400]).toContain(answer.status);
    if (answer.status === 200) expect(SearchAnswer.parse(await answer.json())).not.toMatchObject({ kind: 'failed' });
    for (const { path } of product.world.calls.list()) {
      expect(path).not.toMatch(/idProperty=hs_object_id|limit=100/);
      expect(path.split('/')).not.toContain('..');
      expect(path.split('/')).not.toContain('owners');
    }
  });
});

describe('an address that an admin types', () => {
  it.each([
    ...['http://127.0.0.1', 'https://127.0.0.1', 'https://2130706433', 'https://0x7f.1', 'https://0177.0.0.1'],
    ...['https://[::1]', 'https://[::ffff:127.0.0.1]', 'https://[64:ff9b::7f00:1]', 'https://[2002:7f00:1::]'],
    ...['https://localhost', 'https://localhost.', 'https://169.254.169.254', 'https://metadata.google.internal'],
    ...['https://us.posthog.com@127.0.0.1', 'https://127.0.0.1#.posthog.com', 'https://127.0.0.1\\.posthog.com'],
    ...['https://us.posthog.com:8443', 'https://us.posthog.com.', 'https://evilposthog.com', 'file:///etc/passwd'],
    ...['https://us.posthog.com.evil.example', 'gopher://us.posthog.com', '//us.posthog.com', 'https:us.posthog.com'],
  ])('leads nowhere but to its vendor: %s', async (url) => {
    const fresh = product.sessionAs({ tenant: 'acme', role: 'admin' });
    product.world.calls.clear();
    for (const connector of ['posthog', 'jira', 'statuspage']) {
      const inputs = { url, key: 'phx_x', site: url, email: 'a@b.example', token: 'x' };
      const path = `/v1/setup/connections/${connector}`;
      const answer = await call(product, fresh, path, 'POST', { inputs, save: false });
      expect(await answer.text()).not.toMatch(/"kind":"worked"|root:/);
    }
    // Who asks is somebody whom the helpdesk is asked about.
    expect(product.world.calls.list().filter(({ system }) => system !== 'helpdesk')).toEqual([]);
  });
});
