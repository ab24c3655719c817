import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SITES } from '../world/oauth/atlassian-app.ts';
import { adminOf, connectStage } from './connect-stage.ts';
import { type Product, startProduct } from './start-product.ts';

const [SITE = { id: '', name: '' }, SANDBOX = { id: '', name: '' }] = SITES;
let product: Product;
let admin: string;
let stage: ReturnType<typeof connectStage>;
beforeAll(async () => {
  product = await startProduct({ isNew: true });
  admin = await adminOf(product);
  stage = connectStage(product, admin);
});
afterAll(() => product.stop());

const app = () => product.world.registered.atlassian;
const asked = () => product.world.calls.list().filter(({ path }) => path.startsWith('/ex/jira/'));
const linksIn = (page: string) =>
  [...page.matchAll(/href="([^"]+)"[^>]*>([^<]+)</g)].map(([, href = '', name = '']) => ({
    ...{ href: href.replaceAll('&amp;', '&'), name },
  }));

describe('a tracker that is connected on its vendor’s own page', () => {
  it('is asked for reading, and for staying signed in', async () => {
    const { location } = await stage.browser().go(await stage.start('jira'));
    const query = new URL(location ?? '').searchParams;
    expect(query.get('scope')).toBe('read:jira-work read:jira-user offline_access');
    expect(query.get('audience')).toBe('api.atlassian.com');
    expect(query.has('code_challenge'), 'not documented there').toBe(false);
  });

  it('is connected to the one site that was allowed, and read there', async () => {
    const { status, text } = await stage.consent('jira', { accounts: [SITE.id] });
    expect({ status, text }).toMatchObject({ status: 200, text: expect.stringContaining('Connected') });
    expect(await stage.standing('jira')).toMatchObject({
      ...{ kind: 'connected', method: 'oauth', by: 'olivia.castellano@acme.example' },
      signIn: { account: 'acme', more: [] },
    });
    product.world.calls.clear();
    await product.stream(admin, { ticketId: '1001' });
    expect(asked().map(({ path }) => path)).toContain(`/ex/jira/${SITE.id}/rest/api/3/search/jql`);
  });

  it('has the admin choose where one sign-in opens two sites', async () => {
    const own = stage.browser();
    const { text } = await stage.consent('jira', { accounts: [SITE.id, SANDBOX.id] }, { own });
    expect(text).toContain('Which one is it?');
    const [, second] = linksIn(text);
    expect(linksIn(text).map(({ name }) => name)).toEqual(['acme', 'acme-sandbox']);
    const chosen = await stage.consent('jira', { accounts: [SITE.id, SANDBOX.id] }, { own, url: second?.href ?? '' });
    expect(chosen.text).toContain('Connected');
    expect(await stage.standing('jira')).toMatchObject({ signIn: { account: 'acme-sandbox' } });
  });

  it('is not connected where nothing of it is allowed, nor to be signed out after an hour', async () => {
    const none = await stage.consent('jira', { accounts: [] });
    expect(none).toMatchObject({ status: 400, text: expect.stringContaining('Another account') });
    app().lacks = ['offline_access'];
    const short = await stage.consent('jira', { accounts: [SITE.id] });
    expect(short.status).toBe(502);
    app().lacks = ['read:jira-user'];
    const few = await stage.consent('jira', { accounts: [SITE.id] });
    expect(few).toMatchObject({ status: 400, text: expect.stringContaining('read:jira-user') });
    app().lacks = [];
    expect(await stage.standing('jira')).toMatchObject({ signIn: { account: 'acme-sandbox' } });
  });

  it('says where a person ends the sign-in once it is disconnected: the vendor takes nothing back', async () => {
    expect(await stage.disconnect('jira')).toMatchObject({
      kind: 'by_hand',
      url: 'https://id.atlassian.com/manage-profile/apps',
      text: { en: expect.stringContaining('connected apps') },
    });
    expect(await stage.standing('jira')).toEqual({ kind: 'not_connected' });
  });
});
