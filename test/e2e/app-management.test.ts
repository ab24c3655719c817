import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildPackage } from '../../scripts/package/build-package.ts';
import { parseHost } from '../../scripts/package/host.ts';
import { type Demo, openDemo } from './open-demo.ts';
import type { Workspace } from './workspace.ts';

const built = async (host: string): Promise<Buffer> =>
  Buffer.from((await buildPackage({ host: parseHost(host) }, AbortSignal.timeout(60_000))).zip);
const file = (buffer: Buffer) => ({ name: 'sidelight.zip', mimeType: 'application/zip', buffer });

let demo: Demo;
let workspace: Workspace;
let axe: string;
beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  demo = await openDemo({ world: { isInstalled: false } });
});
beforeEach(async () => {
  workspace = await demo.open({
    browser: { permissions: ['clipboard-read', 'clipboard-write'] },
    // A server that cannot ask its helpdesk who this is says so with a page, and the browser logs its status.
    expected: /status of 503/,
  });
});
afterEach(async () => {
  await workspace.close();
  // Whatever a test installs is not there in the next.
  demo.world.apps.uninstall(demo.world.apps.installed()?.id ?? '');
});
afterAll(async () => {
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

const at = (selector: string) => workspace.page.locator(selector);

describe('a helpdesk without the product', () => {
  it('shows nothing of it, and works', async () => {
    await at('[data-ticket-row="1001"]').click();
    for (const part of ['#apps-tray', '[data-nav="app"]', '[data-top-app]'])
      await at(part).waitFor({ state: 'hidden' });
    await workspace.workAs('Olivia');
    for (const part of ['#apps-tray', '[data-nav="app"]', '[data-top-app]'])
      await at(part).waitFor({ state: 'hidden' });
    await at('.composer [role="textbox"]').fill('On it.');
    await workspace.page.getByRole('button', { name: 'Submit' }).click();
    await at('[data-toast="notice"]').filter({ hasText: 'saved' }).waitFor();
    expect(await at('iframe').count()).toBe(0);
  });

  it('lets only its admin at the apps', async () => {
    await at('[data-nav="admin"]').click();
    await at('[data-admin]').filter({ hasText: 'Only admins manage apps' }).waitFor();
    expect(await at('[data-app-package]').count()).toBe(0);
    await workspace.workAs('Olivia');
    await at('[data-app-package]').waitFor({ state: 'attached' });
    await workspace.workAs('Ruth');
    await at('[data-admin]').filter({ hasText: 'Only admins manage apps' }).waitFor();
  });

  it('says what is wrong with a package, and offers nothing to install', async () => {
    await workspace.workAs('Olivia');
    await at('[data-nav="admin"]').click();
    await at('[data-app-package]').setInputFiles(file(await built('http://127.0.0.1:4310')));
    await at('[data-finding="invalid_location_uri"]').first().waitFor();
    expect(await at('[data-app-install]').count()).toBe(0);
    await at('[data-app-package]').setInputFiles(file(await built(demo.apiUrl)));
    await at('[data-app-install]').waitFor();
  });

  it('takes a package in by dropping it, and asks before it installs', async () => {
    await workspace.workAs('Olivia');
    await at('[data-nav="admin"]').click();
    const bytes = (await built(demo.apiUrl)).toString('base64');
    const dropped = await workspace.page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      const zip = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
      transfer.items.add(new File([zip], 'sidelight.zip', { type: 'application/zip' }));
      return transfer;
    }, bytes);
    await at('.drop').dispatchEvent('drop', { dataTransfer: dropped });
    await at('[data-app-install]').waitFor();
    const facts = await at('.facts').textContent();
    for (const part of ['Beside a ticket', 'In the left bar', demo.apiUrl]) expect(facts).toContain(part);
    await at('[data-admin]').getByRole('button', { name: 'Cancel' }).click();
    await at('.drop').waitFor();
    expect(demo.world.apps.installed()).toBeUndefined();
  });

  it('has keys to copy for whoever sets the product up', async () => {
    await at('[data-keys-toggle]').click();
    await at('[data-key="Stripe Restricted key"] button').click();
    await expect
      .poll(() => workspace.page.evaluate(() => navigator.clipboard.readText()))
      .toBe(demo.world.credentials.stripe.key);
  });
});

describe('once it is installed', () => {
  it('its pages are signed page loads from the package’s own host', async () => {
    await workspace.workAs('Olivia');
    await workspace.installApp(await built(demo.apiUrl));
    await at('[data-toast="notice"]').filter({ hasText: 'Sidelight is installed.' }).waitFor();
    await at('[data-nav="app"]').click();
    const loads = () => workspace.requests.filter(({ url }) => url.startsWith(`${demo.apiUrl}/zaf/`));
    await expect
      .poll(() =>
        loads()
          .map(({ method, url }) => `${method} ${new URL(url).pathname}`)
          .sort(),
      )
      .toEqual(['POST /zaf/background', 'POST /zaf/nav_bar']);
    await at('[data-top-app]').click();
    await expect.poll(() => loads().map(({ url }) => new URL(url).pathname)).toContain('/zaf/top_bar');
    await at('[data-top-app]').click();
    expect(new URL(demo.apiUrl).hostname).toBe('localhost');
    // Framed, not blocked: the frame holds a page of the server, whatever that makes of a helpdesk it does not know yet.
    await workspace.page.frameLocator('iframe[data-app-frame="nav_bar"]').locator('h1:visible').waitFor();
    await at('[data-nav="tickets"]').click();
    await at('[data-ticket-row="1001"]').click();
    await at('#apps-tray').waitFor();
    await expect.poll(() => loads().map(({ url }) => new URL(url).pathname)).toContain('/zaf/ticket_sidebar');
  });

  it('it can be taken out again, and is gone', async () => {
    await workspace.workAs('Olivia');
    await workspace.installApp(await built(demo.apiUrl));
    await workspace.uninstallApp();
    await at('[data-nav="app"]').waitFor({ state: 'hidden' });
    expect([await at('iframe').count(), demo.world.apps.installed()]).toEqual([0, undefined]);
  });
});

it('its screens have nothing to mend for those who do not see or point', async () => {
  const Found = z.object({
    violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
    passes: z.array(z.unknown()),
  });
  const wrong = async () => {
    await workspace.page.evaluate(axe);
    const found = Found.parse(await workspace.page.evaluate('axe.run()'));
    expect(found.passes.length).toBeGreaterThan(10);
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  };
  await workspace.workAs('Olivia');
  await at('[data-keys-toggle]').click();
  await at('[data-nav="admin"]').click();
  await at('[data-app-package]').setInputFiles(file(await built('http://127.0.0.1:4310')));
  await at('[data-finding]').first().waitFor();
  expect(await wrong()).toEqual([]);
  await at('[data-theme-toggle]').click();
  await at('[data-app-package]').setInputFiles(file(await built(demo.apiUrl)));
  await at('[data-app-install]').waitFor();
  expect(await wrong()).toEqual([]);
  const consent = `${demo.world.urls.zendesk}/oauth/authorizations/new?${new URLSearchParams({
    ...{ response_type: 'code', client_id: demo.world.credentials.zendesk.clientId, scope: 'tickets:read' },
    ...{ redirect_uri: `${demo.apiUrl}/back`, code_challenge: 'a'.repeat(43), code_challenge_method: 'S256' },
  })}`;
  await workspace.page.goto(consent);
  expect(await wrong()).toEqual([]);
});
