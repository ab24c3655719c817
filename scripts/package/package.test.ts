import { beforeAll, describe, expect, it } from 'vitest';
import { zendeskWebhook } from '../../apps/api/src/connectors/zendesk/webhook.ts';
import { WireOrganization, WireUser } from '../../apps/api/src/connectors/zendesk/wire.ts';
import { composePackage, type Wanted } from './compose-package.ts';
import { bytesOf, type Files, textOf } from './files.ts';
import { parseHost } from './host.ts';
import { readPackage } from './read-package.ts';
import { readTemplate, readVersion } from './template.ts';
import { validateZip } from './validate-zip.ts';
import { pack } from './zip.ts';

const host = parseHost('https://sidelight.example.com:8443');
let template: Files;
let version: string;
beforeAll(async () => {
  const signal = AbortSignal.timeout(10_000);
  [template, version] = await Promise.all([readTemplate(signal), readVersion(signal)]);
});

const build = (wanted: Partial<Wanted> = {}) => pack(composePackage(template, { host, version, ...wanted }));

describe('the package of this product', () => {
  it.each<[string, Partial<Wanted>]>([
    ['for one company', {}],
    ['for one helpdesk', { tenant: 'acme' }],
    ['for a listing', { isPublic: true, contact: 'support@example.com' }],
  ])('%s has no errors and no warnings', (_, wanted) => {
    expect(validateZip(build(wanted))).toEqual([]);
  });

  it('leads each location to the API’s signed entry at that host', () => {
    const { manifest } = readPackage(build());
    const urls = Object.entries(manifest.location.support).map(([name, { url }]) => [name, url]);
    expect(Object.fromEntries(urls)).toEqual({
      ticket_sidebar: `${host.origin}/zaf/ticket_sidebar`,
      new_ticket_sidebar: `${host.origin}/zaf/new_ticket_sidebar`,
      top_bar: `${host.origin}/zaf/top_bar`,
      nav_bar: `${host.origin}/zaf/nav_bar`,
      background: `${host.origin}/zaf/background`,
    });
    expect(manifest).toMatchObject({ signedUrls: true, private: true, version, domainWhitelist: [host.hostname] });
    expect(manifest.parameters).toEqual([]);
  });

  it('holds what the helpdesk takes, and nothing else', () => {
    expect([...readPackage(build()).files.keys()].sort()).toEqual([
      ...['assets/icon_nav_bar.svg', 'assets/icon_top_bar.svg', 'assets/logo-small.png', 'assets/logo.png'],
      ...['assets/logo.svg', 'manifest.json', 'requirements.json', 'translations/de.json', 'translations/en.json'],
    ]);
  });

  it('installs the fields that the product reads, and no others', () => {
    const { user_fields, organization_fields } = readPackage(build()).requirements;
    expect(Object.keys(user_fields)).toEqual(Object.keys(WireUser.shape.user_fields.unwrap().unwrap().shape));
    const read = WireOrganization.shape.organization_fields.unwrap().unwrap().shape;
    expect(Object.keys(organization_fields)).toEqual(Object.keys(read));
    for (const [name, { key }] of Object.entries({ ...user_fields, ...organization_fields })) expect(key).toBe(name);
  });

  it('brings the webhook where the tenant is known, for the events that the product acts on', () => {
    const hooks = Object.values(readPackage(build({ tenant: 'acme' })).requirements.webhooks);
    expect(hooks).toMatchObject([
      { endpoint: `${host.origin}/webhooks/acme/helpdesk`, subscriptions: zendeskWebhook.subscriptions },
    ]);
    expect(readPackage(build()).requirements.webhooks).toEqual({});
  });

  it('leaves nothing to be filled in', () => {
    for (const wanted of [{}, { tenant: 'acme' }]) {
      const texts = [...readPackage(build(wanted)).files].filter(([path]) => path.endsWith('.json'));
      expect(texts.filter(([, bytes]) => /<[a-z]+>/.test(textOf(bytes)))).toEqual([]);
    }
  });

  it('names a support address for a listing', () => {
    const { manifest } = readPackage(build({ isPublic: true, contact: 'support@example.com' }));
    expect(manifest).toMatchObject({ private: false, author: { email: 'support@example.com' } });
  });

  it('says the same in every language it speaks', () => {
    const keys = [...readPackage(build()).translations.values()].map(({ app }) => Object.keys(app));
    expect(keys).toEqual([keys[0], keys[0]]);
  });
});

describe('a package that cannot be made', () => {
  it.each<[string, Partial<Wanted>]>([
    ['--tenant is the subdomain', { tenant: 'acme.zendesk.com' }],
    ['--tenant is the subdomain', { tenant: 'Acme' }],
    ['Leave out either', { isPublic: true, tenant: 'acme', contact: 'a@example.com' }],
    ['needs --contact', { isPublic: true }],
    ['Make them equal', { version: '9.9.9' }],
  ])('says why: %s', (why, wanted) => {
    expect(() => build(wanted)).toThrow(why);
  });
});

describe('reading a package', () => {
  const changed = (path: string, text: string) => pack(new Map([...template, [path, bytesOf(text)]]));

  it.each([
    ['no package', () => new Uint8Array(9)],
    ['no manifest.json', () => pack(new Map())],
    ['manifest.json is no JSON', () => changed('manifest.json', '{')],
    ['manifest.json: author', () => changed('manifest.json', '{"defaultLocale":"en"}')],
    ['translations/en.json: app.name', () => changed('translations/en.json', '{"app":{}}')],
    ['requirements.json: user_fields.a.title', () => changed('requirements.json', '{"user_fields":{"a":{}}}')],
  ])('names the place of what it cannot read: %s', (why, zip) => {
    expect(() => readPackage(zip())).toThrow(why);
  });
});
