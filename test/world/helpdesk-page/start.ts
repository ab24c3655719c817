import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { World } from '../world.ts';
import { keysToTry } from './keys-to-try.ts';
import { createHelpdeskPage } from './page.ts';
import { worldStaff } from './world-staff.ts';
import { worldTickets } from './world-tickets.ts';

export interface StartOptions {
  /** 0 takes any free one. */
  readonly port: number;
  readonly world: Pick<
    World,
    | 'controlUrl'
    | 'tenant'
    | 'urls'
    | 'credentials'
    | 'apps'
    | 'company'
    | 'helpdesk'
    | 'isConnected'
    | 'setHelpdeskUrl'
  >;
}

export interface RunningPage {
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves the helpdesk page for this world on 127.0.0.1, and tells the world where it is. */
export async function startHelpdeskPage({ port, world }: StartOptions): Promise<RunningPage> {
  const page = createHelpdeskPage({
    controlUrl: world.controlUrl,
    app: world.apps.installed,
    icon: world.apps.icon,
    helpdesk: { url: world.urls.zendesk, token: world.credentials.zendesk.token },
    tickets: worldTickets(world),
    staff: worldStaff(world),
    account: { subdomain: world.tenant },
    keys: world.isConnected ? [] : keysToTry(world),
  });
  const server = page.listen(port, '127.0.0.1');
  await once(server, 'listening');
  // A TCP server that listens has an address with a port.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  world.setHelpdeskUrl(url);
  return {
    url,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
