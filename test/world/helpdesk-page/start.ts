import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { World } from '../world.ts';
import { createHelpdeskPage } from './page.ts';
import { worldStaff } from './world-staff.ts';
import { worldTickets } from './world-tickets.ts';

export interface StartOptions {
  /** 0 takes any free one. */
  readonly port: number;
  readonly world: Pick<World, 'controlUrl' | 'company' | 'helpdesk' | 'env' | 'setHelpdeskUrl'>;
  /** A function where the API starts after the page, which must exist first: it is the origin tokens are signed for. */
  readonly apiUrl: string | (() => string);
}

export interface RunningPage {
  readonly url: string;
  stop(): Promise<void>;
}

const APP_ID = 912001;

/** Serves the helpdesk page for this world on 127.0.0.1, and tells the world where it is. */
export async function startHelpdeskPage({ port, world, apiUrl }: StartOptions): Promise<RunningPage> {
  const { ZENDESK_URL = '', ZENDESK_TOKEN = '', ZENDESK_INSTALLATION_ID, SIDELIGHT_TENANT = '' } = world.env();
  const page = createHelpdeskPage({
    controlUrl: world.controlUrl,
    apiUrl: typeof apiUrl === 'string' ? () => apiUrl : apiUrl,
    helpdesk: { url: ZENDESK_URL, token: ZENDESK_TOKEN },
    tickets: worldTickets(world),
    staff: worldStaff(world),
    account: { subdomain: SIDELIGHT_TENANT, appId: APP_ID, installationId: Number(ZENDESK_INSTALLATION_ID) },
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
