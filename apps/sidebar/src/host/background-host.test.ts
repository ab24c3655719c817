import type { ZafClient, ZafSdk } from '@zendesk/zaf-client';
import { describe, expect, it } from 'vitest';
import { settled } from '../model/fakes.ts';
import { createBackgroundHost } from './background-host.ts';

const ORIGIN = 'https://acme.zendesk.com';
const instance = (instanceGuid: string, location: string) => ({ instanceGuid, location });

function setup(listed: readonly object[] = [], origin = ORIGIN) {
  const handlers = new Map<string, (payload: unknown) => void>();
  const invoked: unknown[][] = [];
  const icons: [guid: string, key: string, value: unknown][] = [];
  const made: string[] = [];
  const client = {
    get: async () => ({ instances: Object.fromEntries(listed.map((one, n) => [`key${n}`, one])) }),
    context: async () => ({}),
    invoke: async (...args: unknown[]) => void invoked.push(args),
    on: (event: string, handler: (payload: unknown) => void) => void handlers.set(event, handler),
    instance(guid: string) {
      made.push(guid);
      return { set: async (key: string, value: unknown) => void icons.push([guid, key, value]) };
    },
  } satisfies ZafClient & { instance: unknown };
  const sdk: ZafSdk = { init: () => client };
  const address = { search: `?origin=${encodeURIComponent(origin)}&app_guid=g`, hash: '' };
  const host = createBackgroundHost({ sdk: Promise.resolve(sdk), origin: ORIGIN, address });
  const say = async (event: string, payload?: unknown) => {
    await settled();
    handlers.get(event)?.(payload);
    await settled();
  };
  return { host, invoked, icons, made, say, register: () => say('app.registered') };
}

describe('the icon', () => {
  it('is marked in both bars, opened or not, and never beside a ticket', async () => {
    const listed = [instance('t', 'top_bar'), instance('n', 'nav_bar'), instance('s', 'ticket_sidebar')];
    const { host, icons, register } = setup(listed);
    await register();
    host.showSymbol('attention');
    await settled();
    expect(icons).toEqual([
      ['t', 'iconSymbol', 'attention'],
      ['n', 'iconSymbol', 'attention'],
    ]);
    host.showSymbol('attention');
    host.showSymbol('default');
    await settled();
    expect(icons.slice(2)).toEqual([
      ['t', 'iconSymbol', 'default'],
      ['n', 'iconSymbol', 'default'],
    ]);
  });

  it('waits for the handshake: a client made before it would never say a word', async () => {
    const { host, icons, made, register } = setup([instance('t', 'top_bar')]);
    host.showSymbol('attention');
    await settled();
    expect(made).toEqual([]);
    await register();
    expect(icons).toEqual([['t', 'iconSymbol', 'attention']]);
  });

  it('is marked on a bar that comes later, once, however often it is met', async () => {
    const { host, icons, register, say } = setup();
    await register();
    host.showSymbol('attention');
    await say('instance.created', instance('t', 'top_bar'));
    await say('instance.created', instance('t', 'top_bar'));
    expect(icons).toEqual([['t', 'iconSymbol', 'attention']]);
  });

  it.each([undefined, null, 'x', {}, { instanceGuid: 7, location: 'top_bar' }, { location: 'top_bar' }])(
    'makes nothing of an instance like %o',
    async (odd) => {
      const { host, icons, register, say } = setup();
      await register();
      host.showSymbol('attention');
      await say('instance.created', odd);
      expect(icons).toEqual([]);
    },
  );
});

it('warns so that it stays until it has been read', async () => {
  const { host, invoked, register } = setup();
  await register();
  host.warn('Billing is not answering.');
  await settled();
  expect(invoked).toEqual([['notify', 'Billing is not answering.', 'alert', { sticky: true }]]);
});

it('says nothing to another helpdesk', async () => {
  const { host, invoked, register } = setup([], 'https://evil.example');
  await register();
  host.warn('x');
  await settled();
  expect(invoked).toEqual([]);
});
