import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allowApp } from '../world/oauth/allow-app.ts';
import { HUB_ACCOUNTS } from '../world/oauth/hubspot-app.ts';
import { adminOf, connectStage } from './connect-stage.ts';
import { customerIn } from './read-fields.ts';
import { type Product, startProduct } from './start-product.ts';

const HUB = HUB_ACCOUNTS[0]!.id;
const OTHER = HUB_ACCOUNTS[1]!.id;
let product: Product;
let admin: string;
let stage: ReturnType<typeof connectStage>;
beforeAll(async () => {
  product = await startProduct({ isNew: true });
  admin = await adminOf(product);
  stage = connectStage(product, admin);
});
afterAll(() => product.stop());

const app = () => product.world.registered.hubspot;
const opened = async (ticketId: string) => customerIn((await product.stream(admin, { ticketId })).events);
const isShown = { state: 'linked' };

describe('a CRM that is connected on its vendor’s own page', () => {
  it('is asked for the least, with a challenge, from a page of ours', async () => {
    const url = await stage.start('hubspot');
    expect(new URL(url).origin).toBe(product.url);
    const { status, location, set } = await stage.browser().go(url);
    expect(status).toBe(302);
    expect(set.join()).toMatch(/HttpOnly.*SameSite=Lax/i);
    const asked = new URL(location ?? '').searchParams;
    expect(asked.get('scope')).toBe('oauth crm.objects.contacts.read crm.objects.companies.read');
    expect(asked.get('optional_scope')).toBe('crm.objects.deals.read crm.objects.owners.read');
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(location).not.toContain(app().secret);
  });

  it('is not connected by somebody else’s browser, whoever allows it there', async () => {
    const { location } = await stage.browser().go(await stage.start('hubspot'));
    const { location: back } = await allowApp(location ?? '', { accounts: [HUB] });
    const other = await stage.browser().go(back!);
    expect(other).toMatchObject({ status: 403, text: expect.stringContaining('Begun somewhere else') });
    expect(await stage.standing('hubspot')).toEqual({ kind: 'not_connected' });
    expect(app().grants.standing(), 'no code was exchanged').toEqual([]);
  });

  it('nor by an agent, nor for an account that the map does not mean, nor with a “no”', async () => {
    const agent = product.sessionAs({ tenant: 'acme', role: 'agent' });
    expect((await stage.call('POST', '/connections/hubspot/oauth', agent)).status).toBe(403);
    const wrong = await stage.consent('hubspot', { accounts: [OTHER] });
    expect(wrong).toMatchObject({ status: 400, text: expect.stringContaining('other.example (48160099)') });
    const no = await stage.consent('hubspot', { accounts: [HUB], decision: 'deny' });
    expect(no.text).toContain('Not connected');
    const forged = await stage.browser().go(`${product.url}/oauth/begin?state=e30.AAAA`);
    expect(forged.status).toBe(400);
    expect(await stage.standing('hubspot')).toEqual({ kind: 'not_connected' });
    expect(app().grants.standing(), 'what was not kept was given back').toEqual([]);
  });

  it('nor with too few scopes: it says which', async () => {
    app().lacks = ['crm.objects.companies.read'];
    const { status, text } = await stage.consent('hubspot', { accounts: [HUB] });
    expect(status).toBe(400);
    expect(text).toContain('crm.objects.companies.read');
    expect(text).not.toContain('crm.objects.contacts.read');
    expect(await stage.standing('hubspot')).toEqual({ kind: 'not_connected' });
    expect(app().grants.standing()).toEqual([]);
  });

  it('is connected, goes without what can be gone without, and says what is more than it needs', async () => {
    app().lacks = ['crm.objects.deals.read'];
    app().adds = ['crm.objects.quotes.write'];
    const { status, text } = await stage.consent('hubspot', { accounts: [HUB] });
    expect({ status, text }).toMatchObject({ status: 200, text: expect.stringContaining('Connected') });
    const standing = await stage.standing('hubspot');
    expect(standing).toMatchObject({
      ...{ kind: 'connected', method: 'oauth', by: 'olivia.castellano@acme.example' },
      without: [{ en: 'The Sales card shows no deals.' }],
      signIn: { account: 'acme.example (48160021)', more: ['crm.objects.quotes.write'] },
    });
    expect(await opened('1001')).toMatchObject(isShown);
    app().lacks = [];
    app().adds = [];
  });

  it('is not connected twice by one answer', async () => {
    const own = stage.browser({ keepsAll: true });
    const { status, sentBack } = await stage.consent('hubspot', { accounts: [HUB] }, { own });
    expect(status).toBe(200);
    const [held] = app().grants.standing();
    const again = await own.go(sentBack);
    expect(again, 'a browser that has kept its mark').toMatchObject({ status: 400 });
    expect(again.text).toContain('begin again');
    const { go } = stage.browser();
    await go(await stage.start('hubspot'));
    expect((await go(sentBack)).status, 'the mark of another consent is none').toBe(403);
    expect(app().grants.standing()).toEqual([held]);
    expect(await stage.standing('hubspot')).not.toHaveProperty('without');
  });

  it('gives its token back once it is disconnected, and keeps none', async () => {
    expect(app().grants.standing()).toHaveLength(1);
    expect(await stage.disconnect('hubspot')).toEqual({ kind: 'given_back' });
    expect(app().grants.standing()).toEqual([]);
    expect(await stage.standing('hubspot')).toEqual({ kind: 'not_connected' });
    const rows = await product.database.db.selectFrom('secrets').select('name').where('system', '=', 'crm').execute();
    expect(rows).toEqual([]);
  });

  it('says so where the vendor does not take it back', async () => {
    await stage.consent('hubspot', { accounts: [HUB] });
    product.world.faults.set('crm', { kind: '5xx', status: 503 });
    expect(await stage.disconnect('hubspot')).toEqual({ kind: 'not_taken_back' });
    product.world.faults.clear();
    expect(await stage.standing('hubspot')).toEqual({ kind: 'not_connected' });
    app().grants.revokeAll();
  });

  it('takes the place of a key that was typed, and a key the place of it', async () => {
    const { token } = product.world.credentials.hubspot;
    const typed = { inputs: { token }, save: true };
    expect((await stage.call('POST', '/connections/hubspot', admin, typed)).status).toBe(200);
    await stage.consent('hubspot', { accounts: [HUB] });
    const names = async () => {
      const rows = product.database.db.selectFrom('secrets').select('name').where('system', '=', 'crm');
      return (await rows.execute()).map(({ name }) => name);
    };
    expect(await names()).toEqual(['hubspot/oauth']);
    await stage.call('POST', '/connections/hubspot', admin, typed);
    expect(await names()).toEqual(['hubspot/token']);
    expect(app().grants.standing()).toEqual([]);
    expect(await stage.disconnect('hubspot')).toMatchObject({ kind: 'by_hand', url: expect.stringContaining('https') });
  });
});
