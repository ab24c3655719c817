import type { ZafClient, ZafSdk } from '@zendesk/zaf-client';
import type { HelpdeskHost } from './port.ts';
import { claimedOrigin, isScheme, isTimeout } from './said.ts';
import { within } from './within.ts';

/** The little a full page needs from the helpdesk around it. */
export interface PageHost extends Pick<HelpdeskHost, 'onActivity' | 'onColorScheme'> {
  /** Shows a ticket in the helpdesk itself. Resolves to false if that did not work. */
  openTicket(id: string): Promise<boolean>;
  /** What stands in the helpdesk's address behind this page, now and whenever that changes. */
  onRoute(listener: (route: string) => void): void;
  /** The height of a popover. */
  resize(heightPx: number): void;
}

export interface PageHostSettings {
  readonly sdk: Promise<ZafSdk>;
  readonly origin: string;
  readonly address: { readonly search: string; readonly hash: string };
  readonly callMs: number;
}

const POPOVER_WIDTH = '400px';
const forever = new AbortController().signal;

export function createPageHost({ sdk, origin, address, callMs }: PageHostSettings): PageHost {
  const client = sdk.then((loaded): ZafClient => {
    const opened = claimedOrigin(address) === origin && loaded.init();
    if (!opened) throw new Error('another helpdesk');
    return opened;
  });
  // Without the helpdesk the page still shows everything; only tickets open in a tab of their own.
  client.catch(() => {});
  const on = (event: string, handler: (payload: unknown) => void) =>
    void client.then((zaf) => zaf.on(event, handler)).catch(() => {});

  const invoke = (action: string, ...args: unknown[]) =>
    void client.then((zaf) => zaf.invoke(action, ...args)).catch(() => {});

  return {
    resize: (heightPx) => invoke('resize', { width: POPOVER_WIDTH, height: `${heightPx}px` }),
    onActivity(listener) {
      // A bar's page hears of `pane.…`, from its first return on; `app.…` is for sidebars.
      on('pane.activated', () => listener(true));
      on('pane.deactivated', () => listener(false));
    },
    // Its payload's shape is not written down: whatever it is, the place stands in it as text.
    onRoute: (listener) => on('app.route.changed', (payload) => listener(JSON.stringify(payload) ?? '')),
    onColorScheme: (listener) => on('colorScheme.changed', (scheme) => isScheme(scheme) && listener(scheme)),
    async openTicket(id) {
      try {
        const zaf = await within(callMs, client, forever);
        return !isTimeout(await within(callMs, zaf.invoke('routeTo', 'ticket', id), forever));
      } catch {
        return false;
      }
    },
  };
}
