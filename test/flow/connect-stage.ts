import { OauthStart, type SetupConnection } from '@sidelight/shared/setup/connection.ts';
import { Disconnected } from '@sidelight/shared/setup/disconnected.ts';
import { Setup } from '@sidelight/shared/setup/setup.ts';
import { allow } from '../world/oauth/allow.ts';
import { allowApp } from '../world/oauth/allow-app.ts';
import type { Product } from './start-product.ts';

type Reached = Pick<Product, 'url' | 'world' | 'session'>;

/** Connects the helpdesk on its own page, as its admin, and comes in. */
export async function adminOf(product: Reached): Promise<string> {
  const { url, token } = await product.world.sign({ role: 'admin', location: 'nav_bar' });
  const page = await (await fetch(url, { method: 'POST', body: new URLSearchParams({ token }) })).text();
  const link = /href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
  await fetch((await allow(link)).location!);
  return product.session('admin');
}

/**
 * What an admin does on the setup page with systems that are connected at their vendor. `admin`: their session, or how
 * one is come by where the clock goes on.
 */
export function connectStage(product: Reached, admin: string | (() => Promise<string>)) {
  const call = async (method: string, path: string, token?: string, body?: object) =>
    fetch(`${product.url}/v1/setup${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token ?? (typeof admin === 'string' ? admin : await admin())}`,
        'content-type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });

  /** A browser of its own: it keeps what it was given, and with `keepsAll` what it was told to forget too. */
  function browser({ keepsAll = false }: { readonly keepsAll?: boolean } = {}) {
    const kept = new Map<string, string>();
    const cookie = () => [...kept].map(([name, value]) => `${name}=${value}`).join('; ');
    const go = async (url: string | URL) => {
      const answer = await fetch(url, { redirect: 'manual', headers: { cookie: cookie() } });
      for (const line of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = line.split(';', 1)[0]?.split('=', 2) ?? [];
        if (/expires=Thu, 01 Jan 1970/i.test(line)) {
          if (!keepsAll) kept.delete(name);
        } else kept.set(name, value);
      }
      return {
        status: answer.status,
        location: answer.headers.get('location'),
        text: await answer.text(),
        set: answer.headers.getSetCookie(),
      };
    };
    return { go };
  }
  const start = async (connector: string) =>
    OauthStart.parse(await (await call('POST', `/connections/${connector}/oauth`)).json()).url;

  async function consent(
    connector: string,
    choice: Parameters<typeof allowApp>[1],
    { own = browser(), url }: { own?: ReturnType<typeof browser>; url?: string } = {},
  ) {
    const begun = await own.go(url ?? (await start(connector)));
    const { location } = await allowApp(begun.location ?? '', choice);
    if (!location) throw new Error('the vendor showed an error');
    return { ...(await own.go(location)), own, sentBack: location, page: begun.location ?? '' };
  }
  const connection = async (connector: string): Promise<SetupConnection> => {
    const setup = Setup.parse(await (await call('GET', '')).json());
    return setup.connections.find((one) => one.connector === connector)!;
  };
  return {
    ...{ call, browser, start, consent, connection },
    standing: async (connector: string) => (await connection(connector)).standing,
    disconnect: async (connector: string) =>
      Disconnected.parse(await (await call('DELETE', `/connections/${connector}`)).json()).atVendor,
  };
}
