import type { Tree } from '../host/property-path.ts';
import { type Effect, newHost } from '../host/state.ts';
import type { ColorScheme } from '../host/ticket-properties.ts';
import type { Context } from '../host/to-app.ts';
import type { PageSettings, Staff } from '../workspace.ts';
import { type Channel, openChannel } from './app-channel.ts';
import { loadApp } from './app-load.ts';
import { callForApp } from './app-requests.ts';
import type { AppState } from './app-state.ts';
import { h } from './element.ts';
import { pageOf } from './installed.ts';
import type { Server } from './server.ts';

/** What the app asks of the helpdesk around it; the rest stays inside the frame. */
export type AppWish = Exclude<Effect, { type: 'post' | 'registered' | 'resize' | 'request' | 'save_decided' }>;

interface Opening {
  readonly location: string;
  /** Tells this frame from the others of the page. */
  readonly name: string;
  readonly agent: Staff;
  readonly colorScheme: ColorScheme;
  /** What the helpdesk says of itself to the frame with this id. */
  scene(appGuid: string): { readonly context: Context; readonly properties: Tree };
}

export interface AppFrame {
  readonly element: HTMLElement;
  /** Loads the app afresh, signed in as this agent. */
  open(opening: Opening): void;
  isActive(): boolean;
  setActive(isActive: boolean): void;
  /** Something in the helpdesk changed that the app may be listening to. */
  change(values: Readonly<Record<string, unknown>>): void;
  emit(event: string, payload: unknown): void;
  /** Asks the app whether the ticket may be saved; answers its objection, if any. */
  askToSave(): Promise<string | undefined>;
  /** Unloads the app; it can be opened again. */
  empty(): void;
  close(): void;
}

const saveMs = 10_000;

/** One copy of the app, a ticket's or a place's own: it stays alive, hidden, while something else is looked at. */
export function createAppFrame(
  settings: PageSettings,
  server: Server,
  onState: (state: AppState) => void,
  onWish: (wish: AppWish) => void,
): AppFrame {
  const element = h('div', { class: 'app-frame', hidden: true });
  let isActive = false;
  let channel: Channel | undefined;
  let attempt = new AbortController();
  let onDecision: (refusal: string | undefined) => void = () => {};

  const open = (opening: Opening) => {
    const { app } = settings;
    const url = pageOf(app, opening.location);
    if (!app || url === undefined) return;
    attempt.abort();
    channel?.close();
    attempt = new AbortController();
    const { signal } = attempt;
    const appGuid = crypto.randomUUID();
    const startedAt = performance.now();
    let isReady = false;
    const tell = (state: AppState) => !signal.aborted && onState(state);
    tell({ at: 'opening' });

    const frame = h('iframe', {
      name: `app-${appGuid}`,
      title: app.name,
      'data-app-frame': opening.name,
      sandbox:
        'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads',
      allow: 'clipboard-write',
    });
    element.replaceChildren(frame);
    const host = newHost({
      appGuid,
      isActive,
      metadata: {
        appId: Number(app.id),
        installationId: Number(app.installationId),
        ...{ name: app.name, version: app.version, settings: {} },
      },
      ...opening.scene(appGuid),
    });
    channel = openChannel(frame, new URL(url).origin, host, (effect) => {
      switch (effect.type) {
        case 'registered':
          isReady = true;
          tell({ at: 'ready', tookMs: Math.round(performance.now() - startedAt), sdkVersion: effect.sdkVersion });
          break;
        case 'resize':
          frame.style.height = `${effect.heightPx}px`;
          break;
        case 'request':
          void callForApp(effect.options, signal).then((response) =>
            channel?.send({ type: 'answered', key: effect.key, response }),
          );
          break;
        case 'save_decided':
          onDecision(effect.refusal);
          break;
        default:
          onWish(effect);
      }
    });

    const { agent, location, colorScheme } = opening;
    const entry = { role: agent.role, locale: agent.locale, location, appGuid, colorScheme };
    void loadApp(server, frame, entry, () => isReady, tell, signal);
  };

  return {
    element,
    open,
    isActive: () => isActive,
    setActive(next) {
      if (next === isActive) return;
      isActive = next;
      element.hidden = !next;
      channel?.send({ type: next ? 'activated' : 'deactivated' });
    },
    change: (values) => channel?.send({ type: 'changed', values }),
    emit: (event, payload) => channel?.send({ type: 'emitted', event, payload }),
    askToSave: () =>
      new Promise((resolve) => {
        // Where no app was opened, nobody objects.
        if (!channel) return resolve(undefined);
        const timer = setTimeout(() => onDecision('The app did not answer in time.'), saveMs);
        onDecision = (refusal) => {
          clearTimeout(timer);
          resolve(refusal);
        };
        channel.send({ type: 'save_asked' });
      }),
    empty() {
      attempt.abort();
      channel?.close();
      element.replaceChildren();
    },
    close() {
      attempt.abort();
      channel?.send({ type: 'emitted', event: 'app.willDestroy', payload: {} });
      channel?.close();
      element.remove();
    },
  };
}
