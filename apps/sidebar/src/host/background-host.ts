import type { ZafClient, ZafSdk } from '@zendesk/zaf-client';
import { claimedOrigin, part } from './said.ts';

/** Drawn in `assets/icon_top_bar.svg` and `assets/icon_nav_bar.svg`. */
type IconSymbol = 'default' | 'attention';

/** The little a page without a screen needs from the helpdesk around it. */
export interface BackgroundHost {
  /** Said by the helpdesk itself, wherever the person is, until they have read it. */
  warn(text: string): void;
  /** On the icon in each bar, whether or not anybody has opened its page. */
  showSymbol(symbol: IconSymbol): void;
}

export interface BackgroundHostSettings {
  readonly sdk: Promise<ZafSdk>;
  readonly origin: string;
  readonly address: { readonly search: string; readonly hash: string };
}

/** The SDK's client, where it can speak for other instances of the app: the background's bundle leaves that in. */
interface ReachingClient extends ZafClient {
  instance(guid: string): { set(key: string, value: unknown): Promise<unknown> };
}
const reaches = (zaf: ZafClient): zaf is ReachingClient => 'instance' in zaf;

export function createBackgroundHost({ sdk, origin, address }: BackgroundHostSettings): BackgroundHost {
  // A client for another instance that is made before the handshake never says a word.
  const client = sdk.then(
    (loaded) =>
      new Promise<ReachingClient>((resolve, reject) => {
        const opened = claimedOrigin(address) === origin && loaded.init();
        if (!opened || !reaches(opened)) return reject(new Error('another helpdesk'));
        opened.on('app.registered', () => resolve(opened));
      }),
  );
  const bars = new Set<string>();
  let shown: IconSymbol = 'default';

  function mark(guid: string): void {
    client.then((zaf) => zaf.instance(guid).set('iconSymbol', shown)).catch(() => {});
  }
  function met(context: unknown): void {
    const guid = part(context, 'instanceGuid');
    if (typeof guid !== 'string' || bars.has(guid) || !/^(top|nav)_bar$/.test(String(part(context, 'location'))))
      return;
    bars.add(guid);
    if (shown !== 'default') mark(guid);
  }
  client
    .then(async (zaf) => {
      // Listening first: whatever comes between the two is met twice, and counts once.
      zaf.on('instance.created', met);
      const { instances } = Object(await zaf.get(['instances']));
      Object.values(Object(instances)).forEach(met);
    })
    // Without the helpdesk there is nobody to warn.
    .catch(() => {});

  return {
    warn: (text) => void client.then((zaf) => zaf.invoke('notify', text, 'alert', { sticky: true })).catch(() => {}),
    showSymbol(symbol) {
      if (symbol === shown) return;
      shown = symbol;
      bars.forEach(mark);
    },
  };
}
