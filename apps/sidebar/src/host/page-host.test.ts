import type { ZafClient, ZafSdk } from '@zendesk/zaf-client';
import { describe, expect, it } from 'vitest';
import { createPageHost } from './page-host.ts';

const ORIGIN = 'https://acme.zendesk.com';

function setup(client: Partial<ZafClient> | false = {}, origin = ORIGIN) {
  const handlers = new Map<string, (payload: unknown) => void>();
  const invoked: unknown[][] = [];
  const whole: ZafClient = {
    get: async () => ({}),
    context: async () => ({}),
    invoke: async (...args) => void invoked.push(args),
    on: (event, handler) => void handlers.set(event, handler),
    ...client,
  };
  const sdk: ZafSdk = { init: () => client !== false && whole };
  const address = { search: `?origin=${encodeURIComponent(origin)}&app_guid=g`, hash: '' };
  const host = createPageHost({ sdk: Promise.resolve(sdk), origin: ORIGIN, address, callMs: 40 });
  return { host, invoked, handlers };
}

describe('openTicket', () => {
  it('asks the helpdesk to show it', async () => {
    const { host, invoked } = setup();
    expect(await host.openTicket('4711')).toBe(true);
    expect(invoked).toEqual([['routeTo', 'ticket', '4711']]);
  });

  it.each([
    ['there is none', false as const, ORIGIN],
    ['it is another', {}, 'https://evil.example'],
    ['it does not answer', { invoke: () => new Promise<never>(() => {}) }, ORIGIN],
    ['it refuses', { invoke: async () => Promise.reject(new Error('no')) }, ORIGIN],
    ['it times out in the SDK’s disguise', { invoke: async () => ({ name: 'TimeoutError' }) }, ORIGIN],
  ])('says no when %s', async (_, client, origin) => {
    expect(await setup(client, origin).host.openTicket('4711')).toBe(false);
  });
});

it('hears of colours and of being put aside, and believes only what it knows', async () => {
  const { host, handlers } = setup();
  const heard: unknown[] = [];
  host.onActivity((isActive) => heard.push(isActive));
  host.onColorScheme((scheme) => heard.push(scheme));
  host.onRoute((route) => heard.push(route));
  await Promise.resolve();
  await Promise.resolve();
  handlers.get('pane.deactivated')?.(undefined);
  handlers.get('pane.activated')?.(undefined);
  handlers.get('colorScheme.changed')?.('dark');
  handlers.get('colorScheme.changed')?.('pink');
  handlers.get('app.route.changed')?.({ appRoute: 'incident/a-1' });
  expect(heard).toEqual([false, true, 'dark', '{"appRoute":"incident/a-1"}']);
});
