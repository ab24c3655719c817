import type { ConnectionStanding, OauthStart } from '@sidelight/shared/setup/connection.ts';
import type { Clock, Popup } from '../../host/port.ts';
import type { Check, Client } from '../status/client.ts';
import type { Store } from '../store.ts';
import type { Consent, SetupState } from './state.ts';

export interface ConsentDeps {
  readonly state: Store<SetupState>;
  readonly client: Client;
  readonly clock: Clock;
  isOauthStart: Check<OauthStart>;
  /** Opens a window, still empty, or nothing where the browser does not let us. */
  openPopup(): Popup | undefined;
  refresh(): void;
  /** A new grant is in place. */
  onDone(): void;
}

export interface Consents {
  /** To be called from a click: only then does a browser open a window. */
  askConsent(connector: string): void;
  dropConsent(connector: string): void;
}

export const GIVE_UP_MS = 5 * 60_000;

interface Waiting {
  readonly before: string | undefined;
  readonly stop: () => void;
  /** Where the browser let us open one. */
  readonly popup: Popup | undefined;
}

/** Sends an admin to the vendor's own page and watches for what comes of it. */
export function createConsents(deps: ConsentDeps): Consents {
  const { state, client, clock } = deps;
  const paint = (change: Partial<SetupState>) => state.set({ ...state.get(), ...change });
  const get = (connector: string) => state.get().consents.get(connector);
  const set = (connector: string, consent: Consent) =>
    paint({ consents: new Map(state.get().consents).set(connector, consent) });
  /** By connector: how it stood before, and how to stop waiting. */
  const waiting = new Map<string, Waiting>();

  const standingOf = (connector: string) =>
    state.get().setup?.connections.find((one) => one.connector === connector)?.standing;

  function end(connector: string, consent: Consent): void {
    waiting.get(connector)?.stop();
    waiting.delete(connector);
    set(connector, consent);
  }

  async function ask(connector: string): Promise<void> {
    const popup = deps.openPopup();
    const before = grantOf(standingOf(connector));
    const asking: Consent = { state: 'asking' };
    set(connector, asking);
    const path = `/v1/setup/connections/${encodeURIComponent(connector)}/oauth`;
    const answer = await client.tell(path, {}, deps.isOauthStart);
    if (get(connector) !== asking) return popup?.close();
    // The window is still ours: nothing but a web page may be opened in it.
    if (!answer.ok || !/^https?:\/\//i.test(answer.value.url)) {
      popup?.close();
      return set(connector, { state: 'refused', refusal: answer.ok ? { kind: 'garbled' } : answer.refusal });
    }
    const { url } = answer.value;
    popup?.go(url);
    const stop = clock.after(GIVE_UP_MS, () => end(connector, { state: 'given_up' }));
    waiting.set(connector, { before, stop, popup });
    set(connector, { state: 'waiting', url, isBlocked: !popup });
    deps.refresh();
  }

  state.watch(() => {
    for (const [connector, { before, popup }] of waiting) {
      const now = grantOf(standingOf(connector));
      if (!now || now === before) continue;
      popup?.close();
      end(connector, { state: 'done' });
      deps.onDone();
    }
  });

  return {
    askConsent(connector) {
      const now = get(connector)?.state;
      if (now === 'asking') return;
      waiting.get(connector)?.stop();
      waiting.delete(connector);
      void ask(connector);
    },
    dropConsent(connector) {
      waiting.get(connector)?.stop();
      waiting.delete(connector);
      const consents = new Map(state.get().consents);
      consents.delete(connector);
      paint({ consents });
    },
  };
}

/** Which grant is in place: a new one has another beginning. */
const grantOf = (standing: ConnectionStanding | undefined): string | undefined =>
  standing?.kind === 'connected' && standing.method === 'oauth' ? standing.since : undefined;
