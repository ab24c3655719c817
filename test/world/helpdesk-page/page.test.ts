import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPackage } from '../../../scripts/package/build-package.ts';
import { parseHost } from '../../../scripts/package/host.ts';
import { startWorld, type World } from '../world.ts';
import { payingConversations } from './conversations/paying.ts';
import { unclearConversations } from './conversations/unclear.ts';
import { type RunningPage, startHelpdeskPage } from './start.ts';
import type { PageSettings, Ticket } from './workspace.ts';

const apiUrl = 'http://127.0.0.1:9';
let world: World;
let page: RunningPage;

beforeAll(async () => {
  world = await startWorld({ customers: 3, apiUrl });
  page = await startHelpdeskPage({ port: 0, world });
});
afterAll(async () => {
  await page.stop();
  await world.stop();
});

const get = (path: string) => fetch(`${page.url}${path}`);
const send = (method: string, path: string, body?: unknown) =>
  fetch(`${page.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
/** fetch does not let a caller choose these headers. */
const asOther = (headers: Record<string, string>, path = '/') =>
  new Promise<{ status: number | undefined; location: string | undefined }>((resolve, reject) => {
    request(`${page.url}${path}`, { headers }, (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode, location: answer.headers.location });
    })
      .on('error', reject)
      .end();
  });
// The server's own words for a ticket.
const ticket = async (id: string) => (await (await get(`/tickets/${id}`)).json()) as Ticket;

describe('the page', () => {
  it('lets frames and forms go to the app’s origin alone', async () => {
    const policy = (await get('/')).headers.get('content-security-policy') ?? '';
    const [frames, forms, rest] = ['frame-src', 'form-action', 'connect-src'].map((name) =>
      policy.split('; ').find((each) => each.startsWith(name)),
    );
    expect([frames, forms, rest]).toEqual([`frame-src ${apiUrl}`, `form-action ${apiUrl}`, "connect-src 'self'"]);
    expect(policy).not.toContain('unsafe');
  });

  it('tells the browser whom it can play: those whom the world can sign in', async () => {
    const text = /id="settings">(.*?)<\/script>/.exec(await (await get('/')).text())?.[1] ?? '';
    const { staff, account, app, keys } = JSON.parse(text) as PageSettings;
    expect(staff.map(({ role, locale }) => `${role} ${locale}`)).toEqual([
      'agent en-US',
      'agent de',
      'lead en-US',
      'admin en-US',
    ]);
    expect(account).toEqual({ subdomain: 'acme' });
    expect([app?.id, app?.installationId, keys]).toEqual(['912001', '48160001', []]);
  });

  it('serves every module the page loads, as JavaScript', async () => {
    const seen = new Map<string, string>();
    const load = async (path: string): Promise<void> => {
      if (seen.has(path)) return;
      const answer = await get(path);
      const code = await answer.text();
      seen.set(path, `${answer.status} ${answer.headers.get('content-type')}`);
      const imports = [...code.matchAll(/^(?:import|export) [^;]*?from '([^']+)'/gm)];
      await Promise.all(imports.map(([, target = '']) => load(new URL(target, `${page.url}${path}`).pathname)));
    };
    await load('/code/browser/main.ts');
    expect(seen.size).toBeGreaterThan(30);
    expect(new Set(seen.values())).toEqual(new Set(['200 text/javascript; charset=utf-8']));
  });

  it.each([
    '/code/start.ts',
    '/code/conversations/told.ts',
    '/code/browser/..%2fstart.ts',
    '/code/browser/nothing.ts',
    '/code/host/step.test.ts',
  ])('serves no other file: %s', async (path) => expect((await get(path)).status).toBe(404));
});

describe('strangers', () => {
  it('sends people who typed localhost to the address that tokens are signed for', async () => {
    expect(await asOther({ host: 'localhost' })).toEqual({ status: 302, location: `${page.url}/` });
  });

  it('refuses another name for this machine', async () => {
    expect((await asOther({ host: 'evil.example' }, '/tickets')).status).toBe(421);
  });

  it.each(['cross-site', 'same-site'])('refuses a %s page', async (from) => {
    expect((await asOther({ 'sec-fetch-site': from }, '/tickets')).status).toBe(403);
  });
});

describe('tickets', () => {
  it('shows each sample with a letter around its own message', async () => {
    // The server's own words for its tickets.
    const list = (await (await get('/tickets')).json()) as Ticket[];
    expect(list.map(({ id }) => Number(id))).toEqual(world.tickets.map(({ ticketId }) => ticketId));
    for (const { ticketId, bundle } of world.tickets) {
      const first = list.find(({ id }) => id === String(ticketId))?.messages[0];
      expect(first?.text).toContain(bundle.tickets[0]?.message);
    }
  });

  it('has a conversation for each sample, and none for anything else', () => {
    const written = [...Object.keys(payingConversations), ...Object.keys(unclearConversations)];
    expect(written.sort()).toEqual(world.tickets.map(({ key }) => key).sort());
  });

  it('finds generated tickets too, and says when there is none', async () => {
    const generated = world.company.customer(0).tickets[0];
    expect((await ticket(String(generated?.id))).subject).toBe(generated?.subject);
    expect((await get('/tickets/77')).status).toBe(404);
  });

  it('shows them while the helpdesk’s API is broken, and asks it nothing', async () => {
    world.calls.clear();
    world.faults.set('helpdesk', { kind: 'reset' });
    expect((await get('/tickets')).status).toBe(200);
    world.faults.clear();
    expect(world.calls.counts().total).toBe(0);
  });
});

describe('what the agent does', () => {
  it('changes the ticket through the helpdesk’s API, and shows it afterwards', async () => {
    const before = await ticket('1001');
    expect(before.messages.map(({ by }) => by)).toEqual(['customer', 'note', 'customer']);
    const comment = { body: 'On it.', public: false, author_id: 7004 };
    const change = { requester_id: 900020, organization_id: 800020, status: 'pending', comment };
    expect((await send('PUT', '/api/v2/tickets/1001.json', { ticket: change })).status).toBe(200);
    const after = await ticket('1001');
    expect([after.requester?.name, after.organization?.name, after.status]).toEqual([
      'Tomás Herrera',
      'Cerro Alto Logistics',
      'pending',
    ]);
    expect(after.messages.slice(before.messages.length)).toEqual([
      { from: 'Ruth Abara', by: 'note', text: 'On it.', at: expect.any(String) },
    ]);
  });

  it('says so when the helpdesk’s API cannot be reached', async () => {
    world.faults.set('helpdesk', { kind: 'reset' });
    const answer = await send('PUT', '/api/v2/tickets/1001.json', { ticket: {} });
    world.faults.clear();
    expect([answer.status, await answer.json()]).toEqual([502, { title: 'The helpdesk did not answer.' }]);
  });

  it('sets and clears faults', async () => {
    await send('PUT', '/control/faults/billing', { kind: 'hang' });
    expect(world.faults.current('billing')).toEqual({ kind: 'hang' });
    expect(await (await get('/control/faults')).json()).toEqual({ billing: { kind: 'hang' } });
    await send('DELETE', '/control/faults');
    expect(world.faults.all()).toEqual({});
  });

  it('has the app’s page load signed for this origin and this frame', async () => {
    const entry = { role: 'lead', locale: 'en-US', location: 'ticket_sidebar', appGuid: 'g-1', colorScheme: 'dark' };
    const signed: unknown = await (await send('POST', '/control/sign', entry)).json();
    const query = new URLSearchParams({ origin: page.url, app_guid: 'g-1', colorScheme: 'dark' });
    expect(signed).toEqual({ url: `${apiUrl}/zaf/ticket_sidebar?${query}`, token: expect.stringMatching(/^ey/) });
  });

  it.each([
    ['GET', '/control/deliveries'],
    ['POST', '/control/session'],
    ['PUT', '/control/faults/..%2fincidents%2fglobal'],
  ])('passes nothing else on to the control port: %s %s', async (method, path) => {
    expect((await send(method, path)).status).toBe(404);
  });

  it('knows that the API is down', async () => {
    expect(await (await get('/app-health')).json()).toEqual({ isUp: false });
  });
});

describe('a helpdesk without the product', () => {
  let bare: World;
  let barePage: RunningPage;
  beforeAll(async () => {
    bare = await startWorld({ customers: 1, apiUrl: 'http://localhost:9', isInstalled: false });
    barePage = await startHelpdeskPage({ port: 0, world: bare });
  });
  afterAll(async () => {
    await barePage.stop();
    await bare.stop();
  });
  const open = async () => {
    const answer = await fetch(barePage.url);
    const text = /id="settings">(.*?)<\/script>/.exec(await answer.text())?.[1] ?? '';
    const policy = answer.headers.get('content-security-policy') ?? '';
    return { settings: JSON.parse(text) as PageSettings, frames: /frame-src ([^;]*)/.exec(policy)?.[1] };
  };
  const upload = async (zip: Uint8Array) =>
    fetch(`${barePage.url}/control/apps`, {
      method: 'POST',
      body: new Uint8Array(zip),
      headers: { 'content-type': 'application/zip' },
    });

  it('frames nothing, and has keys at hand for whoever connects it', async () => {
    const { settings, frames } = await open();
    expect([settings.app, frames]).toEqual([null, "'none'"]);
    expect(settings.keys.map(({ value }) => value)).toContain(bare.credentials.stripe.key);
    expect(await (await fetch(`${barePage.url}/app-health`)).json()).toEqual({ isUp: false });
  });

  it('takes a package in through the page, frames its host from then on, and forgets it again', async () => {
    const { zip } = await buildPackage({ host: parseHost('http://localhost:4999') }, AbortSignal.timeout(60_000));
    const answer = await upload(zip);
    const { id } = (await answer.json()) as { id: string };
    expect((await open()).frames).toBe("'none'");
    await fetch(`${barePage.url}/control/apps/${id}/install`, { method: 'POST' });
    expect(await open()).toMatchObject({ settings: { app: { name: 'Sidelight' } }, frames: 'http://localhost:4999' });
    await fetch(`${barePage.url}/control/apps/${id}`, { method: 'DELETE' });
    expect((await open()).settings.app).toBeNull();
  });

  it('says what is wrong with what is no package', async () => {
    const answer = await upload(new TextEncoder().encode('no zip'));
    expect([answer.status, await answer.json()]).toMatchObject([
      200,
      { kind: 'refused', findings: [{ level: 'error' }] },
    ]);
  });

  it('sends those whom an app sends here on to the consent page, wherever they come from', async () => {
    const path = '/oauth/authorizations/new?client_id=x&state=a%2Fb';
    const headers = { 'sec-fetch-site': 'cross-site' };
    const answer = await new Promise<string | undefined>((resolve, reject) => {
      request(`${barePage.url}${path}`, { headers }, (got) => {
        got.resume();
        resolve(got.headers.location);
      })
        .on('error', reject)
        .end();
    });
    expect(answer).toBe(`${bare.urls.zendesk}${path}`);
  });
});
