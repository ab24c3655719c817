import { decodeJwt } from 'jose';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildPackage } from '../../../scripts/package/build-package.ts';
import { parseHost } from '../../../scripts/package/host.ts';
import { readPackage } from '../../../scripts/package/read-package.ts';
import { pack } from '../../../scripts/package/zip.ts';
import { startWorld, type World } from '../world.ts';

const api = 'http://localhost:4999';
let zip: Uint8Array<ArrayBuffer>;
let world: World;

const signal = AbortSignal.timeout(60_000);
const built = async (host: string, tenant?: string) =>
  new Uint8Array((await buildPackage({ host: parseHost(host), tenant }, signal)).zip);
/** The package with one of its JSON files changed. */
const changed = (path: string, change: (json: Record<string, unknown>) => unknown) => {
  const { files } = readPackage(zip);
  const json = JSON.parse(new TextDecoder().decode(files.get(path)));
  return pack(new Map([...files, [path, new TextEncoder().encode(JSON.stringify(change(json)))]]));
};

beforeAll(async () => {
  zip = await built(api);
});
afterEach(() => world.stop());
const begin = async (isInstalled: boolean) => {
  world = await startWorld({ customers: 1, apiUrl: 'http://127.0.0.1:4998', isInstalled });
};
const send = async (method: string, path: string, body?: Uint8Array) => {
  const answer = await fetch(`${world.controlUrl}${path}`, {
    method,
    ...(body ? { body: new Uint8Array(body), headers: { 'content-type': 'application/zip' } } : {}),
  });
  const text = await answer.text();
  return { status: answer.status, json: text === '' ? undefined : JSON.parse(text) };
};
const sign = (location: string) =>
  fetch(`${world.controlUrl}/sign`, {
    method: 'POST',
    body: JSON.stringify({ role: 'admin', location }),
    headers: { 'content-type': 'application/json' },
  });

describe('a helpdesk without the product', () => {
  it('takes in a package: checked, then installed, then loaded from the package’s own host', async () => {
    await begin(false);
    expect(world.apps.installed()).toBeUndefined();
    expect((await sign('nav_bar')).status).toBe(409);
    const uploaded = await send('POST', '/apps', zip);
    expect([uploaded.status, uploaded.json]).toMatchObject([
      201,
      {
        findings: [],
        app: {
          name: 'Sidelight',
          hosts: ['localhost'],
          brings: [expect.stringContaining('CRM contact'), expect.any(String)],
        },
      },
    ]);
    expect((await sign('nav_bar')).status).toBe(409);
    const { status, json: app } = await send('POST', `/apps/${uploaded.json.id}/install`);
    expect([status, app.installationId]).toEqual([200, '48160001']);
    const entry = await world.sign({ role: 'admin', location: 'nav_bar' });
    expect(entry.url).toMatch(/^http:\/\/localhost:4999\/zaf\/nav_bar\?origin=/);
    expect(decodeJwt(entry.token).aud).toMatch(/acme\.zendesk\.com.*\/48160001\.json$/);
    expect((await send('GET', '/apps')).json.installed).toEqual(app);
  });

  it('shows the places the manifest names, and no other', async () => {
    await begin(false);
    const few = changed('manifest.json', (manifest) => ({
      ...manifest,
      location: { support: { ticket_sidebar: { url: 'https://elsewhere.example/zaf/ticket_sidebar' } } },
    }));
    const { json } = await send('POST', '/apps', few);
    await send('POST', `/apps/${json.id}/install`);
    expect((await sign('nav_bar')).status).toBe(409);
    expect((await world.sign({ role: 'agent', location: 'ticket_sidebar' })).url).toContain(
      'https://elsewhere.example/zaf/',
    );
  });

  it.each([
    ['an address that is not the marketplace’s', () => built('http://127.0.0.1:4999'), 'invalid_location_uri'],
    ['something else than a zip', async () => new TextEncoder().encode('hello'), 'listing.unreadable_zip'],
    ['nothing', async () => new Uint8Array(0), 'listing.unreadable_zip'],
  ])('refuses %s and keeps nothing', async (_what, make, key) => {
    await begin(false);
    const { status, json } = await send('POST', '/apps', await make());
    expect([status, json.kind, json.findings[0]]).toMatchObject([
      200,
      'refused',
      { key, level: 'error', message: expect.any(String) },
    ]);
    expect((await send('POST', '/apps/912001/install')).status).toBe(404);
  });

  it('lets warnings through, and says them', async () => {
    await begin(false);
    const warned = changed('manifest.json', (manifest) => ({
      ...manifest,
      parameters: [{ name: 'a_token', type: 'text' }],
    }));
    const { status, json } = await send('POST', '/apps', warned);
    const levels = new Set(json.findings.map(({ level }: { level: string }) => level));
    expect([status, json.findings[0].key, levels]).toEqual([
      201,
      'insecure_token_parameter_in_manifest',
      new Set(['warning']),
    ]);
  });

  it('makes what the package requires, and takes it away again', async () => {
    await begin(false);
    const { json } = await send('POST', '/apps', await built(api, 'acme'));
    await send('POST', `/apps/${json.id}/install`);
    expect(world.webhooks.registry.list()).toMatchObject([
      { name: 'Sidelight: ticket events', endpoint: `${api}/webhooks/acme/helpdesk` },
    ]);
    expect((await send('DELETE', `/apps/${json.id}`)).status).toBe(204);
    expect([world.webhooks.registry.list(), world.apps.installed()]).toEqual([[], undefined]);
  });

  it('has room for one, and gives another number when it is installed again', async () => {
    await begin(false);
    const [first, second] = [await send('POST', '/apps', zip), await send('POST', '/apps', zip)];
    await send('POST', `/apps/${first.json.id}/install`);
    expect((await send('POST', `/apps/${second.json.id}/install`)).status).toBe(409);
    await send('DELETE', `/apps/${first.json.id}`);
    expect((await send('POST', `/apps/${second.json.id}/install`)).json.installationId).toBe('48160002');
  });
});

it('a helpdesk with the product from the start can lose it', async () => {
  await begin(true);
  expect((await world.sign({ role: 'agent', location: 'ticket_sidebar' })).url).toContain('http://127.0.0.1:4998/zaf/');
  expect((await send('DELETE', '/apps/912001')).status).toBe(204);
  expect((await sign('ticket_sidebar')).status).toBe(409);
});

it('other accounts have the same app, signed with the same key', async () => {
  await begin(false);
  const { url, token } = await world.sign({ role: 'agent', location: 'ticket_sidebar', subdomain: 'umbra' });
  expect(url).toContain('http://127.0.0.1:4998/zaf/ticket_sidebar');
  expect(decodeJwt(token)).toMatchObject({
    iss: 'umbra.zendesk.com',
    aud: 'https://umbra.zendesk.com/api/v2/apps/installations/48170001.json',
    sub: 'https://umbra.zendesk.com/api/v2/users/7001.json',
  });
  const other = await world.sign({ role: 'agent', location: 'nav_bar', subdomain: 'umbra', installationId: '7' });
  expect(decodeJwt(other.token).aud).toBe('https://umbra.zendesk.com/api/v2/apps/installations/7.json');
});
