import type { Setup } from '@sidelight/shared/setup/setup.ts';
import type { Attention, Clock } from '../../host/port.ts';
import { type Check, type Client, isShut } from '../status/client.ts';
import type { Store } from '../store.ts';
import type { Ticker } from '../ticker.ts';
import type { SetupState } from './state.ts';

export interface SetupPageDeps {
  readonly state: Store<SetupState>;
  readonly client: Client;
  readonly clock: Clock;
  readonly attention: Attention;
  readonly ticker: Ticker;
  isSetup: Check<Setup>;
}

export interface SetupPage {
  /** Whether its tab is the one on screen. */
  setShown(isShown: boolean): void;
  refresh(): void;
  toggle(key: string): void;
  /** Unfolds it, if it folds, and takes the keyboard there. */
  jump(id: string): void;
  /** The keyboard is where it was wanted. */
  arrived(): void;
}

export const REFRESH_MS = 10_000;
/** While something is on its way: a test message, an admin at a vendor's page. */
export const SOON_MS = 2_000;

const isConsenting = ({ consents }: SetupState): boolean =>
  [...consents.values()].some(({ state }) => state === 'waiting');

const isTesting = ({ setup }: SetupState): boolean =>
  setup?.webhook.kind === 'registered' && setup.webhook.test?.state === 'waiting';

/** Reads the page again and again for as long as somebody looks at it. What is being typed is none of its business. */
export function createSetupPage(deps: SetupPageDeps): SetupPage {
  const { state, client, clock, attention, ticker } = deps;
  const paint = (change: Partial<SetupState>) => state.set({ ...state.get(), ...change });
  let isOnScreen = false;
  let newest = 0;
  let stopWaiting: (() => void) | undefined;

  // An admin at a vendor's page has this one out of sight, and comes back to find it connected.
  const isWanted = () => (isOnScreen && attention.isOn()) || isConsenting(state.get());

  async function read(): Promise<void> {
    const turn = ++newest;
    stopWaiting?.();
    const answer = await client.get('/v1/setup', deps.isSetup);
    if (turn !== newest) return;
    if (answer.ok) {
      ticker.setServerTime(answer.value.at);
      paint({ setup: answer.value, refusal: undefined });
    } else {
      paint({ refusal: answer.refusal, ...(isShut(answer.refusal) && { setup: undefined }) });
      if (isShut(answer.refusal)) return;
    }
    const now = state.get();
    const waitMs = isConsenting(now) || isTesting(now) ? SOON_MS : REFRESH_MS;
    stopWaiting = clock.after(waitMs, () => isWanted() && void read());
  }

  attention.onChange(() => isOnScreen && attention.isOn() && void read());

  return {
    setShown(isShown) {
      const hasCome = isShown && !isOnScreen;
      isOnScreen = isShown;
      if (hasCome) void read();
    },
    refresh: () => void read(),
    toggle(key) {
      const open = new Set(state.get().open);
      if (!open.delete(key)) open.add(key);
      paint({ open });
    },
    jump: (id) => paint({ open: new Set(state.get().open).add(id), focus: id }),
    arrived: () => state.get().focus && paint({ focus: undefined }),
  };
}
